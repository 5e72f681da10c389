using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary><c>/{envID}/flows/{flowID}</c>: read it, act on it. Each call gives it another fifteen minutes.</summary>
internal static class FlowEndpoints
{
    public static Answer Read(Call call) => Change(call, flow => flow);

    public static Answer Act(Call call)
    {
        // A failed try is activity too.
        call.Tenant.SignOns.Flows.Exchange(call.Flow.Id, flow => flow with { ExpiresAt = call.Now + Flow.InactivityLimit });
        return FlowActions.Run(call);
    }

    /// <summary>Changes the flow as it is at this moment and answers with it; 404 when it ended in between.</summary>
    public static Answer Change(Call call, Func<Flow, Flow> change)
    {
        var changed = call.Flow;
        var before = call.Tenant.SignOns.Flows.Exchange(
            call.Flow.Id,
            flow => changed = change(flow) with { ExpiresAt = call.Now + Flow.InactivityLimit }
        );
        return before is null ? ApiError.NotFound(call) : Answer.Hal(200, FlowBody.ToJson(call, changed));
    }
}
