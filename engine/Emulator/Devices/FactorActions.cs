using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>A second factor, or the only one: the action MULTI_FACTOR_AUTHENTICATION, and what may be posted to a flow that stands at it.</summary>
internal static class FactorActions
{
    private const string Type = "MULTI_FACTOR_AUTHENTICATION";
    private const string Bypass = "BYPASS";

    public static ImmutableArray<SignOnKind> Kinds { get; } =
    [
        new(Type, Enter)
        {
            NeedsUser = true,
            Proves = true,
            Fields = FactorFields.All,
            IsDone = IsBypassed,
            Settle = Settle,
            Show = Show,
        },
    ];

    public static ImmutableArray<FlowAction> Rows { get; } =
    [
        new("device.select", [.. DeviceActionTable.Selectable], Select) { If = HasDevice },
        new("otp.check", [FlowStatus.OtpRequired], CheckCode) { If = HasDevice },
        new("assertion.check", [FlowStatus.AssertionRequired], CheckAssertion) { If = HasDevice },
    ];

    private static bool HasDevice(Flow flow) => flow.Device is not null;

    private static Flow Enter(Call call, Flow flow, Entity action)
    {
        if (call.Tenant.Registry.FindUser(flow.UserId!) is not { } user)
            return flow.Fail("access_denied", "The user was deleted");
        if (DevicePolicies.Find(call.Tenant, action.Text("deviceAuthenticationPolicy.id")) is not { } policy)
            return flow.Fail("server_error", "The device authentication policy of the action was deleted");
        var fresh = new DeviceAuthentication(call.Tenant.Ids.Uuid(), user.Id, policy.Id, call.Now) { Types = FactorFields.TypesOf(action) };
        return At(flow, DeviceTrial.Begin(call, fresh, user));
    }

    /// <summary>A user with no device to use goes through when the action says so.</summary>
    private static bool IsBypassed(Call call, Flow flow, Entity action) =>
        action.Text("noDevicesMode") == Bypass
        && flow.UserId is { } id
        && call.Tenant.Registry.FindUser(id) is { } user
        && DevicePolicies.Find(call.Tenant, action.Text("deviceAuthenticationPolicy.id")) is { } policy
        && UsableDevices.Of(call, user, policy, FactorFields.TypesOf(action)).IsEmpty;

    private static Flow At(Flow flow, DeviceAuthentication device) =>
        device.Error is { } error
            ? (flow with { Device = device }).Fail("access_denied", error.Message)
            : flow with
            {
                Device = device,
                Status = device.Status,
            };

    private static Answer? Settle(Call call, Flow flow)
    {
        if (flow.Device is not { } device)
            return null;
        var settled = DeviceTrial.Settle(call, device);
        return settled == device ? null : GoOn(call, flow, settled);
    }

    private static Answer GoOn(Call call, Flow flow, DeviceAuthentication device)
    {
        if (!device.IsCompleted)
            return FlowSteps.Show(call, At(flow, device));
        var done = flow with { Device = null };
        // One factor alone is not several.
        var isSecond = flow.Deeds.Methods.Count > 0 || flow.Session is not null;
        return FlowSteps.GoOn(call, done, isSecond ? [.. device.Methods, "mfa"] : device.Methods);
    }

    private static Answer Select(Call call, Flow flow, JsonElement json) =>
        DeviceActionTable.Selected(call, flow.Device!, json).IsRefused(out var refusal, out var device)
            ? refusal
            : GoOn(call, flow, DeviceTrial.Select(call, flow.Device!, device));

    private static Answer CheckCode(Call call, Flow flow, JsonElement json)
    {
        var fields = new PropertyReader(json);
        return fields.Text("otp", required: true) is { } otp
            ? After(call, flow, CodeTrial.Try(call, flow.Device!, otp))
            : ApiError.InvalidFields(call, fields.Problems);
    }

    private static Answer CheckAssertion(Call call, Flow flow, JsonElement json) =>
        After(call, flow, AssertionTrial.Try(call, flow.Device!, new PropertyReader(json)));

    /// <summary>A wrong one is answered with what was wrong; the flow is kept as it is after it.</summary>
    private static Answer After(Call call, Flow flow, (DeviceAuthentication Device, ErrorDetail? Problem) tried)
    {
        var answer = GoOn(call, flow, tried.Device);
        return tried.Problem is null || answer.Status != 200 ? answer : ApiError.InvalidFields(call, tried.Problem);
    }

    private static void Show(Call call, Flow flow, JsonObject json)
    {
        if (flow.Device is not { } device)
            return;
        json["_embedded"]!["devices"] = DeviceActionTable.Choices(call, device);
        DeviceActionTable.AddState(call, device, json);
    }
}
