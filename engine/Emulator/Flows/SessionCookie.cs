using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>The cookie <c>ST</c> of the session that completed the flow, a failed one needs none; its twin <c>ST-NO-SS</c> serves old browsers.</summary>
internal static class SessionCookie
{
    public const string Name = "ST";
    public const string Twin = "ST-NO-SS";

    public static Answer? Check(Call call, Flow flow)
    {
        if (flow.Status == FlowStatus.Failed)
            return null;
        if (!flow.IsCompleted)
            return ApiError.InvalidRequest(call, "The flow is not completed.");
        return Find(call) is { } session && session.Id == flow.Session?.Id ? null : ApiError.InvalidToken(call);
    }

    /// <summary>The live session of the cookie; null when there is none.</summary>
    public static Session? Find(Call call) => Token(call) is { } token ? call.Tenant.SignOns.Sessions.Find(token) : null;

    /// <summary>
    /// Both cookies. Browsers keep <c>SameSite=None</c> with <c>Secure</c> only, and send that over http to this machine; the twin has neither,
    /// for clients that would never send it.
    /// </summary>
    public static Answer Set(Answer answer, Call call, Session session) =>
        answer
            .With("Set-Cookie", $"{Name}={session.Token}; Path=/{call.Tenant.EnvironmentId}; Secure; HttpOnly; SameSite=None")
            .With("Set-Cookie", $"{Twin}={session.Token}; Path=/{call.Tenant.EnvironmentId}; HttpOnly");

    /// <summary>The browser forgets both.</summary>
    public static Answer Clear(Answer answer, Call call) =>
        answer
            .With("Set-Cookie", $"{Name}=; Path=/{call.Tenant.EnvironmentId}; Max-Age=0; Secure; HttpOnly; SameSite=None")
            .With("Set-Cookie", $"{Twin}=; Path=/{call.Tenant.EnvironmentId}; Max-Age=0; HttpOnly");

    private static string? Token(Call call) => call.Request.Cookies[Name] ?? call.Request.Cookies[Twin];
}
