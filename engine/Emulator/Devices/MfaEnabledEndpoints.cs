using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Devices;

/// <summary><c>/v1/environments/{envID}/users/{userID}/mfaEnabled</c></summary>
internal static class MfaEnabledEndpoints
{
    public static Answer Read(Call call, User user) => Answer.Hal(200, ToJson(call, user));

    public static Answer Replace(Call call, User user, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var isEnabled = fields.Flag("mfaEnabled", required: true);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        var changed = call.Tenant.Registry.Update(
            user.Id,
            current => current with { MfaEnabled = isEnabled == true, UpdatedAt = call.Now }
        );
        return changed is null ? ApiError.NotFound(call) : Answer.Hal(200, ToJson(call, changed));
    }

    private static JsonObject ToJson(Call call, User user)
    {
        var address = UserEndpoints.Address(call.Tenant, user.Id);
        return new JsonObject
        {
            ["_links"] = Hal.Links(
                ("self", $"{address}/mfaEnabled"),
                ("environment", call.Tenant.Addresses.Environment),
                ("user", address)
            ),
            ["mfaEnabled"] = user.MfaEnabled,
        };
    }
}
