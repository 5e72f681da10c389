using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>A forgotten password: a code by e-mail, good for five minutes, and a new password.</summary>
internal static class RecoveryActions
{
    public const string Purpose = "recovery_code_template";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public static ImmutableArray<FlowAction> Rows { get; } =
    [
        new("password.forgot", [FlowStatus.UsernamePasswordRequired, FlowStatus.PasswordRequired, FlowStatus.SignOnRequired], Forget)
        {
            If = flow => flow.Step?.Flag("recovery.enabled") == true,
        },
        new("password.sendRecoveryCode", [FlowStatus.RecoveryCodeRequired], SendAgain),
        new("password.recover", [FlowStatus.RecoveryCodeRequired], Recover),
    ];

    private static Answer Forget(Call call, Flow flow, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var known = flow.UserId is { } id ? call.Tenant.Registry.FindUser(id) : null;
        var username = fields.Text("username", required: known is null);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        var user = username is null ? known : call.Tenant.Registry.FindUserByName(username);
        return FlowSteps.Show(call, Send(call, flow, user) with { Status = FlowStatus.RecoveryCodeRequired });
    }

    private static Answer SendAgain(Call call, Flow flow, JsonElement json) =>
        FlowSteps.Show(call, Send(call, flow, flow.Code?.UserId is { } id ? call.Tenant.Registry.FindUser(id) : null));

    /// <summary>Nothing is sent to a user who is disabled or has no password; nobody is told so.</summary>
    private static Flow Send(Call call, Flow flow, User? user) =>
        SentCodes.Send(call, flow, user is { Enabled: true, Password.Hash: not null } ? user : null, Purpose, call.Now + Lifetime);

    /// <summary>A new password that breaks the policy leaves the code good.</summary>
    private static Answer Recover(Call call, Flow flow, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var given = fields.Text("recoveryCode", required: true);
        var next = fields.Text("newPassword", required: true);
        if (given is null || next is null)
            return ApiError.InvalidFields(call, fields.Problems);
        if (SentCodes.Judge(call, flow, given, "recoveryCode") is { } wrong)
            return ApiError.InvalidFields(call, wrong);
        if (call.Tenant.Registry.FindUser(flow.Code!.UserId!) is not { } user)
            return ApiError.NotFound(call);
        return FlowPassword.Change(call, new ProposedPassword(next, user), "newPassword") is { } violation
            ? ApiError.InvalidFields(call, violation)
            : FlowSteps.GoOn(call, flow with { UserId = user.Id }, LoginActions.Method);
    }
}
