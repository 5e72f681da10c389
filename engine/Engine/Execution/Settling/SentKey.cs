using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Execution.Settling;

/// <summary>The key by which a server knows the attempts of a step, in a turn, as one request.</summary>
internal static class SentKey
{
    /// <summary>The request with its key, if it is sent with one.</summary>
    public static RenderedRequest On(RenderedRequest request, PlannedStep step, StepPlace place, RunState state) =>
        step.SendsKey
            ? request with
            {
                Headers = request.Headers.Add(
                    new RenderedField(IdempotencyKey.Header, RenderedText.Literal(IdempotencyKey.Of(state.Id, place.Path)))
                ),
            }
            : request;
}
