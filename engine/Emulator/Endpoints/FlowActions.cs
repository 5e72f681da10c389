using System.Text.Json;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary>What may be posted to a flow: the action is the media type, and each belongs to certain statuses.</summary>
internal static class FlowActions
{
    private const string MediaTypePrefix = "application/vnd.pingidentity.";
    private const string MediaTypeSuffix = "+json";

    private static readonly (string Name, string[] Statuses, Func<Call, Flow, JsonElement, Answer> Run)[] Table =
    [
        ("session.reset", [FlowStatus.UsernamePasswordRequired, FlowStatus.MustChangePassword, FlowStatus.PasswordExpired], ResetSession),
        ("usernamePassword.check", [FlowStatus.UsernamePasswordRequired], CheckUsernamePassword),
        ("password.reset", [FlowStatus.MustChangePassword, FlowStatus.PasswordExpired], ResetPassword),
    ];

    public static IEnumerable<string> LinksIn(string status) => Table.Where(row => row.Statuses.Contains(status)).Select(row => row.Name);

    /// <summary>PingOne answers a media type that is none of its own as if the caller had no rights.</summary>
    public static Answer? CheckMediaType(Call call) =>
        call.MediaType.StartsWith(MediaTypePrefix, StringComparison.Ordinal)
        && call.MediaType.EndsWith(MediaTypeSuffix, StringComparison.Ordinal)
            ? null
            : ApiError.InvalidToken(call);

    /// <summary>The action the media type names; 400 when it does not belong to the flow's status.</summary>
    public static Established<FlowAction> Find(Call call, Flow flow)
    {
        var name = call.MediaType[MediaTypePrefix.Length..^MediaTypeSuffix.Length];
        var row = Table.FirstOrDefault(row =>
            row.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && row.Statuses.Contains(flow.Status)
        );
        return row.Run is null ? ApiError.InvalidRequest(call, "The flow has no such action now.") : new FlowAction(flow, row.Run);
    }

    private static Answer CheckUsernamePassword(Call call, Flow flow, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var username = fields.Text("username", required: true);
        var password = fields.Text("password", required: true);
        if (username is null || password is null)
            return ApiError.InvalidFields(call, fields.Problems);
        if (call.Tenant.Registry.FindUserByName(username) is not { } user)
            return WrongCredentials(call);
        var attempt = SignOn.Try(call, user, password);
        return attempt.Result switch
        {
            SignOnResult.Locked => ApiError.InvalidFields(call, SignOn.LockedOut(attempt.User, call.Now)),
            SignOnResult.Wrong => WrongCredentials(call),
            _ when !attempt.User.Enabled => ApiError.InvalidFields(
                call,
                new ErrorDetail("ACCOUNT_NOT_USABLE", null, "The user account is disabled")
            ),
            _ => GoOn(call, flow, attempt.User),
        };
    }

    /// <summary>The right password of an expired kind leads to a change, not to a session.</summary>
    private static Answer GoOn(Call call, Flow flow, User user)
    {
        var status = PasswordPolicy.Status(call, user);
        return status == "OK"
            ? Complete(call, flow, user)
            : FlowEndpoints.Change(call, flow, current => current with { Status = status, UserId = user.Id });
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
        if (PasswordChange.Reset(call, user, current, next).IsRefused(out var refusal, out var changed))
            return refusal;
        return Complete(call, flow, changed);
    }

    private static Answer ResetSession(Call call, Flow flow, JsonElement json)
    {
        if (SessionCookie.Find(call) is { } session)
            call.Tenant.SignOns.Sessions.Take(session.Token);
        return FlowEndpoints.Change(
            call,
            flow,
            current => current with { Status = FlowStatus.UsernamePasswordRequired, UserId = null, Session = null }
        );
    }

    private static Answer Complete(Call call, Flow flow, User user)
    {
        var session = new Session(call.Tenant.Ids.Uuid(), call.Tenant.Ids.Uuid(), user.Id, call.Now);
        call.Tenant.SignOns.Sessions.Put(session.Token, session);
        var answer = FlowEndpoints.Change(
            call,
            flow,
            current => current with { Status = FlowStatus.Completed, UserId = user.Id, Session = session }
        );
        return SessionCookie.Set(answer, call, session);
    }

    /// <summary>An unknown user and a wrong password look the same.</summary>
    private static Answer WrongCredentials(Call call) =>
        ApiError.InvalidFields(call, new ErrorDetail("INVALID_CREDENTIALS", null, "The provided credentials are not valid"));
}

/// <summary>What a call does to a flow; the flow's status allows it.</summary>
internal sealed record FlowAction(Flow Flow, Func<Call, Flow, JsonElement, Answer> Run);
