using System.Text.Json;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Flows;

/// <summary><c>/{envID}/flows/{flowID}</c>: read it, act on it. Each call gives it another fifteen minutes.</summary>
internal static class FlowEndpoints
{
    public static Answer Read(Call call, Flow flow) =>
        Touch(call, flow.Id) is { } current ? Answer.Hal(200, FlowBody.ToJson(call, current)) : ApiError.NotFound(call);

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
