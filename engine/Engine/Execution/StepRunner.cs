using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Pausing;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Execution;

/// <summary>A request of a scenario with all its attempts.</summary>
internal sealed class StepRunner(RunResources run)
{
    private readonly AttemptRunner attempts = new(run);

    /// <summary>Attempts until one settles the step. Never throws for what a user or a server can cause.</summary>
    public async Task<StepOutcome> RunAsync(PlannedStep planned, StepPlace place, Admission admitted, CancellationToken ct)
    {
        var schedule = planned.Retry is { } retries ? new RetrySchedule(retries, run.Clock, run.Random) : null;
        for (var number = 1; ; number++)
        {
            var start = run.Clock.GetTimestamp();
            var attempt = new Attempt(number, schedule) { Request = number == 1 ? admitted.Request : null };
            var outcome = await attempts.RunAsync(planned, admitted.Bag, attempt, ct) with { Attempts = admitted.Attempts + number };
            if (outcome.Made is { } made)
                run.Made.Add(new UndoEntry(planned, place, made));
            if (outcome.Retry is not { } retry)
                return outcome.Attempts == 1 ? outcome : Last(outcome);
            StepEvents.TellRetry(run, place, outcome, run.Clock.GetElapsedTime(start));
            if (!await WaitAsync(retry.Pause, ct))
                return outcome with { Outcome = Outcome.Cancelled, Retry = null };
        }
    }

    // Whoever reads of a failure wants to know that it was not the first.
    private static StepOutcome Last(StepOutcome outcome)
    {
        if (outcome.Problems.IsEmpty || outcome.Problems[0].Code == DiagnosticCodes.NeverTrue)
            return outcome;
        var first = outcome.Problems[0];
        var why = (first.Why is null ? "" : first.Why + "\n") + $"it was attempt {outcome.Attempts}";
        return outcome with { Problems = outcome.Problems.SetItem(0, first with { Why = why }) };
    }

    private async Task<bool> WaitAsync(TimeSpan pause, CancellationToken ct)
    {
        try
        {
            await Task.Delay(pause, run.Clock, ct);
            return true;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
