using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;

namespace PingOneScenarios.Emulator.Devices;

/// <summary><c>/{envID}/deviceAuthentications</c>: multi-factor authentication without a flow, such as the approval of a transaction.</summary>
internal static class DeviceAuthenticationEndpoints
{
    private static readonly (string Name, string[] Statuses, Func<Call, DeviceAuthentication, JsonElement, Answer> Run)[] Table =
    [
        ("device.select", DeviceActionTable.Selectable, Select),
        ("otp.check", [FlowStatus.OtpRequired], CheckCode),
        ("assertion.check", [FlowStatus.AssertionRequired], CheckAssertion),
    ];

    public static Answer Create(Call call, JsonElement json)
    {
        if (NewAuthentication.Read(call, json).IsRefused(out var refusal, out var begun))
            return refusal;
        call.Tenant.DeviceAuthentications.Put(begun.Id, begun);
        return Answer.Hal(201, ToJson(call, begun));
    }

    public static Answer Read(Call call, DeviceAuthentication found) =>
        Change(call, found, current => (DeviceTrial.Settle(call, current), null));

    public static Answer? CheckMediaType(Call call)
    {
        if (Row(call).Run is not null)
            return null;
        return call.MediaType.StartsWith("application/vnd.pingidentity.", StringComparison.Ordinal)
            ? NotServed.Of(call, $"the action {call.MediaType} of a device authentication")
            : MediaTypes.OneOf()(call);
    }

    public static Answer Act(Call call, DeviceAuthentication found, JsonElement json) =>
        Row(call).Statuses.Contains(found.Status)
            ? Row(call).Run(call, found, json)
            : ApiError.InvalidRequest(call, "The device authentication has no such action now.");

    private static Answer Select(Call call, DeviceAuthentication found, JsonElement json)
    {
        if (DeviceActionTable.Selected(call, found, json).IsRefused(out var refusal, out var device))
            return refusal;
        return Change(call, found, current => (DeviceTrial.Select(call, current, device), null));
    }

    private static Answer CheckCode(Call call, DeviceAuthentication found, JsonElement json)
    {
        var fields = new PropertyReader(json);
        return fields.Text("otp", required: true) is { } otp
            ? Change(call, found, current => CodeTrial.Try(call, current, otp))
            : ApiError.InvalidFields(call, fields.Problems);
    }

    private static Answer CheckAssertion(Call call, DeviceAuthentication found, JsonElement json) =>
        Change(call, found, current => AssertionTrial.Try(call, current, new PropertyReader(json)));

    /// <summary>One call at a time, so that of two with the right code one is too late.</summary>
    private static Answer Change(
        Call call,
        DeviceAuthentication found,
        Func<DeviceAuthentication, (DeviceAuthentication After, ErrorDetail? Problem)> change
    )
    {
        lock (found.Gate)
        {
            if (call.Tenant.DeviceAuthentications.Find(found.Id) is not { } current)
                return ApiError.NotFound(call);
            if (current.Status != found.Status)
                return ApiError.InvalidRequest(call, "The device authentication has no such action now.");
            var (after, problem) = change(current);
            after = after with { UpdatedAt = call.Now, ExpiresAt = call.Now + DeviceAuthentication.Lifetime };
            call.Tenant.DeviceAuthentications.Put(after.Id, after);
            return problem is null ? Answer.Hal(200, ToJson(call, after)) : ApiError.InvalidFields(call, problem);
        }
    }

    private static JsonObject ToJson(Call call, DeviceAuthentication shown)
    {
        var self = $"{call.Organization.AuthPath}/{call.Tenant.EnvironmentId}/deviceAuthentications/{shown.Id}";
        var names = Table.Where(row => row.Statuses.Contains(shown.Status)).Select(row => row.Name);
        var json = new JsonObject
        {
            ["_links"] = Hal.Links([("self", self), .. names.Select(name => (name, self))]),
            ["_embedded"] = new JsonObject { ["devices"] = DeviceActionTable.Choices(call, shown) },
            ["id"] = shown.Id,
            ["environment"] = Hal.Reference(call.Tenant.EnvironmentId),
            ["status"] = shown.Status,
            ["policy"] = Hal.Reference(shown.PolicyId),
        };
        DeviceActionTable.AddState(call, shown, json);
        json["user"] = Hal.Reference(shown.UserId);
        json["createdAt"] = Hal.Time(shown.CreatedAt);
        json["updatedAt"] = Hal.Time(shown.UpdatedAt);
        return json;
    }

    private static (string Name, string[] Statuses, Func<Call, DeviceAuthentication, JsonElement, Answer> Run) Row(Call call) =>
        Table.FirstOrDefault(row => DeviceActions.MediaType(row.Name).Equals(call.MediaType, StringComparison.OrdinalIgnoreCase));
}
