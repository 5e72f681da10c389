using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary><c>/v1/environments/{envID}</c>: the one environment there is.</summary>
internal static class EnvironmentEndpoints
{
    public static Answer Read(Call call)
    {
        var tenant = call.Tenant;
        return Answer.Hal(
            200,
            new JsonObject
            {
                ["_links"] = Hal.Links(("self", tenant.Addresses.Environment)),
                ["id"] = tenant.EnvironmentId,
                ["organization"] = Hal.Reference(call.Organization.Id),
                ["license"] = Hal.Reference(call.Organization.LicenseId),
                ["name"] = tenant.Name,
                ["description"] = tenant.Description,
                ["type"] = tenant.Type,
                ["region"] = tenant.Region,
                ["createdAt"] = Hal.Time(tenant.CreatedAt),
                ["updatedAt"] = Hal.Time(tenant.CreatedAt),
            }
        );
    }
}
