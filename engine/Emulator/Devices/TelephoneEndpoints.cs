using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>
/// What a telephone with the app on it would do: pair itself, approve and deny. PingOne has no such addresses, its SDK speaks another protocol;
/// no token is needed.
/// </summary>
internal static class TelephoneEndpoints
{
    public const string Pairings = "/inbox/pairings";
    public const string Approval = "/inbox/messages/{messageID}/approve";
    public const string Denial = "/inbox/messages/{messageID}/deny";

    public static Answer Pair(Call call, JsonElement json)
    {
        var fields = new PropertyReader(json);
        if (fields.Text("code", required: true) is not { } code)
            return ApiError.InvalidFields(call, fields.Problems);
        foreach (var tenant in call.Organization.Tenants())
        {
            if (PairingKeyEndpoints.Claim(tenant, code, call.Now) is not { } key)
                continue;
            var device = Device(call, key);
            tenant.Entities.Add(DeviceKinds.Device, device);
            return Answer.Json(201, new JsonObject { ["device"] = new JsonObject { ["id"] = device.Id } });
        }
        return ApiError.NotFound(call);
    }

    public static Answer Approve(Call call) => Settle(call, isApproved: true);

    public static Answer Deny(Call call) => Settle(call, isApproved: false);

    /// <summary>404 for a message that asks nothing, or nothing any more.</summary>
    private static Answer Settle(Call call, bool isApproved) =>
        call.Organization.Confirmations.Settle(call.PathValues["messageID"], isApproved) ? Answer.Empty(204) : ApiError.NotFound(call);

    private static Entity Device(Call call, Entity key)
    {
        var body = new JsonObject { ["type"] = "MOBILE" };
        if (key.Items("applications").FirstOrDefault() is { } application)
            body["application"] = application.DeepClone();
        body["lock"] = new JsonObject { ["status"] = "UNLOCKED" };
        body["block"] = new JsonObject { ["status"] = "UNBLOCKED" };
        body["status"] = DeviceState.Active;
        body["push"] = new JsonObject { ["status"] = "ENABLED" };
        return new Entity(call.Organization.Ids.Uuid(), key.ParentId, body, call.Now, call.Now);
    }
}
