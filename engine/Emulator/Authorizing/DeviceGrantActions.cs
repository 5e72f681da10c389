using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Authorizing;

/// <summary>A flow that a device waits for: after the sign-on the user types in the code it shows, and says whether it may sign on.</summary>
internal static class DeviceGrantActions
{
    private const string CodeStep = "DEVICE_USER_CODE";
    private const string ConsentStep = "DEVICE_CONSENT";

    public static ImmutableArray<SignOnKind> Kinds { get; } =
    [
        new(CodeStep, (_, flow, _) => flow with { Status = FlowStatus.UserCodeRequired }) { IsInternal = true },
        new(ConsentStep, (_, flow, _) => flow with { Status = FlowStatus.DeviceConsentRequired }) { IsInternal = true },
    ];

    public static ImmutableArray<FlowAction> Rows { get; } =
    [
        new("deviceAuthGrant.userCode.verify", [FlowStatus.UserCodeRequired], VerifyUserCode),
        new("deviceAuthGrant.consent", [FlowStatus.DeviceConsentRequired], Consent),
    ];

    /// <summary>A flow for the application, or for whichever one the code turns out to be of.</summary>
    public static Flow Prepare(Call call, string browser, Application? client)
    {
        var session = SessionCookie.Find(call);
        var policy = client is null ? SignOnPolicies.Default(call.Tenant) : SignOnPolicies.Choose(call.Tenant, client.Id, null);
        return new Flow(call.Tenant.Ids.Uuid(), browser, client?.Id, call.Now)
        {
            Steps = [.. SignOnPolicies.ActionsOf(call.Tenant, policy), Step(call, CodeStep), Step(call, ConsentStep)],
            Acr = policy.Text("name")!,
            UserId = session?.UserId,
            Session = session,
        };
    }

    private static Entity Step(Call call, string type) =>
        new(call.Tenant.Ids.Uuid(), null, new JsonObject { ["type"] = type }, call.Now, call.Now);

    private static Answer VerifyUserCode(Call call, Flow flow, JsonElement json)
    {
        var fields = new PropertyReader(json);
        if (fields.Text("userCode", required: true) is not { } code)
            return ApiError.InvalidFields(call, fields.Problems);
        var grant = call.Tenant.DeviceRequests.FindWaiting(AsGiven(code));
        if (grant is null || (flow.ClientId ?? grant.Request.ClientId) != grant.Request.ClientId)
            return ApiError.InvalidFields(call, new ErrorDetail("INVALID_VALUE", "userCode", "The user code is unknown or has expired"));
        return FlowSteps.GoOn(call, flow with { ClientId = grant.Request.ClientId, DeviceCode = grant.Handle });
    }

    private static Answer Consent(Call call, Flow flow, JsonElement json)
    {
        var fields = new PropertyReader(json);
        if (fields.Flag("accept", required: true) is not { } accepts)
            return ApiError.InvalidFields(call, fields.Problems);
        if (accepts)
            return Approve(call, flow);
        call.Tenant.DeviceRequests.Deny(flow.DeviceCode!);
        return FlowSteps.Show(call, flow.Fail("access_denied", "The user refused"));
    }

    private static Answer Approve(Call call, Flow flow)
    {
        if (call.Tenant.DeviceRequests.Find(flow.DeviceCode!) is not { IsApproved: null } grant || grant.ExpiresAt <= call.Now)
            return FlowSteps.Show(call, flow.Fail("expired_token", "The user code has expired"));
        var answer = FlowSteps.GoOn(call, flow);
        if (call.Tenant.SignOns.Flows.Find(flow.Id) is { IsCompleted: true, Session: { } session })
            call.Tenant.DeviceRequests.Approve(grant.Handle, session);
        return answer;
    }

    /// <summary>Who types it in may leave out the hyphen and need not shift (RFC 8628 section 6.1).</summary>
    private static string AsGiven(string typed)
    {
        var letters = string.Concat(typed.Where(char.IsAsciiLetter)).ToUpperInvariant();
        return letters.Length == 8 ? $"{letters[..4]}-{letters[4..]}" : letters;
    }
}
