using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>The browser that started the flow is the one that goes on with it: the cookie authorize set must come back.</summary>
internal static class FlowCookie
{
    /// <summary>PingOne's name for it is not documented; this one is the emulator's.</summary>
    public const string Name = "FLOW-BINDING";

    public static Answer? Check(Call call, Flow flow) => call.Request.Cookies[Name] == flow.Browser ? null : ApiError.InvalidToken(call);
}
