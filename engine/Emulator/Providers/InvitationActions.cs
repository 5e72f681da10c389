using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Providers;

/// <summary>Who was invited to be an administrator confirms the account: the code of the invitation, and a password.</summary>
internal static class InvitationActions
{
    public static ImmutableArray<FlowAction> Rows { get; } =
    [
        new(
            "user.acceptInvite",
            [FlowStatus.UsernamePasswordRequired, FlowStatus.SignOnRequired, FlowStatus.AccountConfirmationRequired],
            Accept
        )
        {
            IsLinked = false,
        },
    ];

    private static Answer Accept(Call call, Flow flow, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var code = fields.Text("inviteCode", required: true);
        var password = fields.Text("password", required: true);
        // Ping's example sends the text "true".
        if (!fields.Has("accept"))
            fields.Missing("accept");
        else if (fields.Peek("accept") != "true" && fields.Flag("accept") == false)
            fields.Invalid("accept", "must be true");
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        if (Invitations.Find(call, code!) is not { } user)
            return ApiError.InvalidFields(call, new ErrorDetail("INVALID_VALUE", "inviteCode", "The code is wrong or has expired"));
        if (FlowPassword.Change(call, new ProposedPassword(password!, user), "password") is { } violation)
            return ApiError.InvalidFields(call, violation);
        call.Tenant.Registry.Update(
            user.Id,
            now => now with { Invitation = null, Lifecycle = User.AccountOk, EmailVerified = true, UpdatedAt = call.Now }
        );
        return FlowSteps.GoOn(call, flow with { UserId = user.Id, External = null, ProviderId = null }, LoginActions.Method);
    }
}
