using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Authorizing;

/// <summary><c>/{envID}/as/resume</c>: ends a completed flow with the authorization code. A flow gives one code.</summary>
internal static class ResumeEndpoint
{
    public static Answer Finish(Call call, Flow named) =>
        call.Tenant.SignOns.Flows.Take(named.Id) is { } flow
            ? AuthorizeResponse.Grant(call, flow.Request, flow.Session!)
            : ApiError.NotFound(call);
}
