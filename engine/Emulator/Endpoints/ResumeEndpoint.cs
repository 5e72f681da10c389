using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary><c>/{envID}/as/resume</c>: ends a completed flow with the authorization code. A flow gives one code.</summary>
internal static class ResumeEndpoint
{
    public static Answer Finish(Call call) =>
        call.Tenant.SignOns.Flows.Take(call.Flow.Id) is { } flow
            ? AuthorizeResponse.Grant(call, flow.Request, flow.Session!)
            : ApiError.NotFound(call);
}
