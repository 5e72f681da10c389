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
                ["organization"] = Hal.Reference(tenant.OrganizationId),
                ["name"] = "Emulator",
                ["description"] = "A local environment that ends with the emulator.",
                ["type"] = "SANDBOX",
                ["region"] = "NA",
                ["createdAt"] = Hal.Time(tenant.Worker.CreatedAt),
                ["updatedAt"] = Hal.Time(tenant.Worker.UpdatedAt),
            }
        );
    }
}
