using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Providers;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>Username and password: the action LOGIN, and what may be posted to a flow that stands at it.</summary>
internal static class LoginActions
{
    public const string Method = "pwd";

    /// <summary>Members of LOGIN that identifier first has as well.</summary>
    public static ImmutableArray<Field> SharedFields { get; } =
    [
        Field.Object("recovery", required: false, Field.Flag("enabled", required: true)),
        Field.Object(
            "registration",
            required: false,
            Field.Flag("enabled", required: true),
            Field.Object("external", required: false, Field.Text("href", required: true)),
            Field.Reference("population"),
            Field.Flag("confirmIdentityProviderAttributes")
        ),
        Field.Flag("enforceLockoutForIdentityProviders"),
        Field.Objects("socialProviders", required: false, Field.Text("id", required: true)),
    ];

    public static ImmutableArray<SignOnKind> Kinds { get; } =
    [
        new("LOGIN", Enter)
        {
            FindsUser = true,
            Proves = true,
            Check = FlowProviders.Check,
            Show = FlowProviders.Show,
            Lasts = true,
            Fields = [.. SharedFields, Field.Any("newUserProvisioning")],
        },
    ];

    public static ImmutableArray<FlowAction> Rows { get; } =
    [
        new("session.reset", FlowStatus.Waiting, ResetSession),
        new(
            "usernamePassword.check",
            [FlowStatus.UsernamePasswordRequired, FlowStatus.PasswordRequired, FlowStatus.AccountLinkingRequired],
            CheckUsernamePassword
        ),
        new("password.reset", [FlowStatus.MustChangePassword, FlowStatus.PasswordExpired], ResetPassword),
    ];

    /// <summary>Who is known already gives only the password.</summary>
    private static Flow Enter(Call call, Flow flow, Entity action) =>
        flow with
        {
            Status = flow.UserId is null ? FlowStatus.UsernamePasswordRequired : FlowStatus.PasswordRequired,
        };

    private static Answer CheckUsernamePassword(Call call, Flow flow, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var known = flow.UserId is { } id ? call.Tenant.Registry.FindUser(id) : null;
        var username = fields.Text("username", required: known is null) ?? known?.Username;
        var password = fields.Text("password", required: true);
        if (username is null || password is null)
            return ApiError.InvalidFields(call, fields.Problems);
        var user = call.Tenant.Registry.FindUserByName(username);
        if (user is null || (known is not null && known.Id != user.Id))
            return WrongCredentials(call);
        var attempt = PasswordTrial.Try(call, user, password);
        return attempt.Result switch
        {
            SignOnResult.Locked => ApiError.InvalidFields(call, PasswordTrial.LockedOut(attempt.User, call.Now)),
            SignOnResult.Wrong => WrongCredentials(call),
            _ when !attempt.User.Enabled => ApiError.InvalidFields(
                call,
                new ErrorDetail("ACCOUNT_NOT_USABLE", null, "The user account is disabled")
            ),
            _ => GoOn(call, ExternalAccounts.LinkIfAsked(call, flow, attempt.User), attempt.User),
        };
    }

    /// <summary>The right password of an expired kind leads to a change, not to a session.</summary>
    private static Answer GoOn(Call call, Flow flow, User user)
    {
        var status = PasswordPolicy.Status(call, user);
        var known = flow with { UserId = user.Id };
        if (user.Lifecycle == User.VerificationRequired)
            return RegistrationActions.AskForCode(call, known, user);
        return status == "OK" ? FlowSteps.GoOn(call, known, Method) : FlowSteps.Show(call, known with { Status = status });
    }

    private static Answer ResetPassword(Call call, Flow flow, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var current = fields.Text("currentPassword", required: true);
        var next = fields.Text("newPassword", required: true);
        if (current is null || next is null)
            return ApiError.InvalidFields(call, fields.Problems);
        if (call.Tenant.Registry.FindUser(flow.UserId!) is not { } user)
            return ApiError.NotFound(call);
        return PasswordChange.Reset(call, user, current, next).IsRefused(out var refusal, out _)
            ? refusal
            : FlowSteps.GoOn(call, flow, Method);
    }

    private static Answer ResetSession(Call call, Flow flow, JsonElement json)
    {
        if (SessionCookie.Find(call) is { } session)
            call.Tenant.SignOns.Sessions.Take(session.Token);
        return FlowSteps.Restart(call, flow);
    }

    /// <summary>An unknown user and a wrong password look the same.</summary>
    private static Answer WrongCredentials(Call call) =>
        ApiError.InvalidFields(call, new ErrorDetail("INVALID_CREDENTIALS", null, "The provided credentials are not valid"));
}
