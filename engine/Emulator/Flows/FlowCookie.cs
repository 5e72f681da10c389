using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>The browser that started the flow is the one that goes on with it: the cookie authorize set must come back.</summary>
internal static class FlowCookie
{
    /// <summary>PingOne's name for it is not documented; this one is the emulator's.</summary>
    public const string Name = "FLOW-BINDING";

    public static Answer? Check(Call call, Flow flow) => call.Request.Cookies[Name] == flow.Browser ? null : ApiError.InvalidToken(call);

    /// <summary>The browser's own, or one for a browser that has none yet.</summary>
    public static (string Value, bool IsNew) Of(Call call) =>
        Guid.TryParse(call.Request.Cookies[Name], out _) ? (call.Request.Cookies[Name]!, false) : (call.Tenant.Ids.Uuid(), true);

    /// <summary>A new one is set; one that the browser has, it keeps.</summary>
    public static Answer Set(Answer answer, Call call, (string Value, bool IsNew) browser) =>
        browser.IsNew ? answer.With("Set-Cookie", $"{Name}={browser.Value}; Path=/{call.Tenant.EnvironmentId}; HttpOnly") : answer;
}
