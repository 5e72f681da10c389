using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Pausing;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>Runs a step and tells that it began and how it ended; at the pace of whoever runs step by step, when somebody does.</summary>
internal sealed class PacedRunner(RunResources run)
{
    private const string SkippedByHand = "skipped by hand";

    /// <param name="step">Which one.</param>
    /// <param name="place">Where it belongs.</param>
    /// <param name="bag">The variables before it.</param>
    /// <param name="once">Runs it.</param>
    /// <param name="ct">Ends the waiting for an answer.</param>
    public async Task<StepOutcome> RunAsync(
        PlannedStep step,
        StepPlace place,
        VariableBag bag,
        Func<Admission, Task<StepOutcome>> once,
        CancellationToken ct
    )
    {
        var admitted = run.Pauses is { } pauses ? await pauses.BeforeAsync(step, place, bag, ct) : new Admission(bag);
        if (Instead(step, place, admitted) is { } notRun)
            return notRun;
        var start = run.Clock.GetTimestamp();
        StepEvents.TellStarted(run, place, step);
        while (true)
        {
            var attempt = run.Clock.GetTimestamp();
            var result = await once(admitted);
            var last = StepEvents.TellRequests(run, place, result);
            var ended = new EndedStep(step, place, result, run.Clock.GetElapsedTime(start));
            var after = new Admission(result.Bag) { Attempts = result.Attempts, Edited = admitted.Edited };
            if (run.Pauses is { } asking && IsAsked(result, ct))
            {
                after = await asking.AfterAsync(ended, after, ct);
                // A secret may have been typed meanwhile that stands in it.
                last = null;
            }
            if (after.Answer is not RetryStep)
            {
                run.Teller.Tell(StepEvents.Finish(run, ended, last));
                return result with { Bag = after.Bag, Edited = after.Edited };
            }
            StepEvents.TellRetryByHand(run, place, result, run.Clock.GetElapsedTime(attempt));
            admitted = after;
        }
    }

    // A call that failed within was asked about there.
    private static bool IsAsked(StepOutcome result, CancellationToken ct) =>
        result.Outcome is Outcome.Failed or Outcome.Broken && !result.Problems.IsEmpty && !ct.IsCancellationRequested;

    private StepOutcome? Instead(PlannedStep step, StepPlace place, Admission admitted)
    {
        var (outcome, note) = admitted.Answer switch
        {
            SkipStep => (Outcome.Skipped, SkippedByHand),
            QuitRun when place.Phase == Phase.Steps => (Outcome.Cancelled, ScenarioOutcome.WasCancelled),
            _ => (Outcome.Passed, ""),
        };
        if (outcome == Outcome.Passed)
            return null;
        StepEvents.TellSkipped(run, place, step, note);
        return new StepOutcome
        {
            Outcome = outcome,
            Bag = SingleRunner.Lacking(step, admitted.Bag, note),
            Note = note,
            Edited = admitted.Edited,
        };
    }
}
