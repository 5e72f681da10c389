using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;

namespace PingOneScenarios.Emulator.Authorizing;

/// <summary><c>/{envID}/as/resume</c>: ends a completed flow with the authorization code, and a failed one with its error. A flow gives one code.</summary>
internal static class ResumeEndpoint
{
    public static Answer Finish(Call call, Flow named) =>
        call.Tenant.SignOns.Flows.Take(named.Id) is not { Request: { } request } flow ? ApiError.NotFound(call)
        : flow.Failure is { } failure ? AuthorizeResponse.Refuse(call, request, failure.Error, failure.Why)
        : AuthorizeResponse.Grant(call, request, flow.Session!);
}
