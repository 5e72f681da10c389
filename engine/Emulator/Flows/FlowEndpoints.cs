using System.Text.Json;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Flows;

/// <summary><c>/{envID}/flows/{flowID}</c>: read it, act on it. Each call gives it another fifteen minutes.</summary>
internal static class FlowEndpoints
{
    public static Answer Read(Call call, Flow flow)
    {
        lock (flow.Gate)
        {
            if (Touch(call, flow.Id) is not { } current)
                return ApiError.NotFound(call);
            var settled = current.Step is { } step ? SignOnKinds.Of(step).Settle?.Invoke(call, current) : null;
            return settled ?? Answer.Hal(200, FlowBody.ToJson(call, current));
        }
    }

    public static Answer Act(Call call, PostedAction posted, JsonElement json)
    {
        lock (posted.Flow.Gate)
        {
            // A failed try is activity too.
            if (Touch(call, posted.Flow.Id) is not { } flow)
                return ApiError.NotFound(call);
            return posted.Action.IsAllowed(flow) ? posted.Action.Run(call, flow, json) : FlowActions.NotNow(call);
        }
    }

    private static Flow? Touch(Call call, string flowId)
    {
        Flow? touched = null;
        call.Tenant.SignOns.Flows.Exchange(flowId, current => touched = current with { ExpiresAt = call.Now + Flow.InactivityLimit });
        return touched;
    }
}
