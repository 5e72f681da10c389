using System.Text.Json;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary><c>/{envID}/flows/{flowID}</c>: read it, act on it. Each call gives it another fifteen minutes.</summary>
internal static class FlowEndpoints
{
    public static Answer Read(Call call, Flow flow) => Change(call, flow, current => current);

    public static Answer Act(Call call, FlowAction action, JsonElement json)
    {
        // A failed try is activity too.
        call.Tenant.SignOns.Flows.Exchange(action.Flow.Id, current => current with { ExpiresAt = call.Now + Flow.InactivityLimit });
        return action.Run(call, action.Flow, json);
    }

    /// <summary>Changes the flow as it is at this moment and answers with it; 404 when it ended in between.</summary>
    public static Answer Change(Call call, Flow flow, Func<Flow, Flow> change)
    {
        var changed = flow;
        var before = call.Tenant.SignOns.Flows.Exchange(
            flow.Id,
            current => changed = change(current) with { ExpiresAt = call.Now + Flow.InactivityLimit }
        );
        return before is null ? ApiError.NotFound(call) : Answer.Hal(200, FlowBody.ToJson(call, changed));
    }
}
