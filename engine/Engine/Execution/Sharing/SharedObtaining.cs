using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Execution.Sharing;

/// <summary>What a run obtains together with the other runs of its command.</summary>
/// <param name="shared">What they have obtained.</param>
/// <param name="granted">What this run may do.</param>
/// <param name="environment">As it was named.</param>
/// <param name="clock">The time of day.</param>
internal sealed class SharedObtaining(SharedRuns shared, GrantedPlan granted, string? environment, TimeProvider clock)
{
    /// <summary>How a scenario ends that inputs are obtained from, whoever runs it.</summary>
    /// <param name="plan">Of the scenario.</param>
    /// <param name="state">Where this run stands.</param>
    /// <param name="run">Runs the scenario here.</param>
    /// <param name="ct">Ends the waiting for another who runs it.</param>
    /// <exception cref="OperationCanceledException">The wish to stop came first.</exception>
    public async Task<ScenarioOutcome> ObtainAsync(Plan plan, RunState state, Func<Task<ScenarioOutcome>> run, CancellationToken ct)
    {
        // With cookies its answers would be this run's own; one that goes on and ran it before remembers what it gave.
        if (!state.Cookies.IsEmpty || state.History?.ObtainedAt(plan.Scenario.FullPath) is not null || !ShareKey.IsShareable(plan))
            return await run();
        var slot = shared.SlotOf(ShareKey.Of(shared, plan, granted, environment));
        var turn = await slot.AskAsync(clock.GetUtcNow(), ct);
        if (turn.Outputs is { } outputs)
            return Take(outputs, state);
        if (turn.Failure is { } failure)
            return Failed(failure, plan);
        return ReferenceEquals(turn, SharedTurn.Apart) ? await run() : await RunForAllAsync(slot, state, run, ct);
    }

    private async Task<ScenarioOutcome> RunForAllAsync(
        SharedSlot slot,
        RunState state,
        Func<Task<ScenarioOutcome>> run,
        CancellationToken ct
    )
    {
        var (around, until) = (state.SharedUntil, new SharedUntil());
        state.SharedUntil = until;
        var learned = state.Secrets.BeginLearning();
        var say = slot.LetGo;
        try
        {
            var outcome = await run();
            say = Ended(slot, outcome, new Fetched(state, learned, until), ct);
            if (around is not null && until.Of(outcome.Outputs) is { } end)
                around.Add(outcome.Outputs, end);
            return outcome;
        }
        finally
        {
            state.Secrets.EndLearning(learned);
            state.SharedUntil = around;
            say();
        }
    }

    private Action Ended(SharedSlot slot, ScenarioOutcome outcome, Fetched fetched, CancellationToken ct)
    {
        var state = fetched.State;
        if (outcome.Outcome != Outcome.Passed)
        {
            // What ended it may be this run's alone: somebody's wish, its time, its steps.
            var isOurs =
                ct.IsCancellationRequested || outcome.Outcome == Outcome.Cancelled || state.Halt != RunHalt.None || state.StepsLeft <= 0;
            return isOurs ? slot.LetGo : () => slot.Fail(new SharedFailure(state.Id, outcome.Outcome, outcome.IsRefused));
        }
        // A session that is shared could be ended, or become another's, by one for all.
        if (!state.Cookies.IsEmpty)
            return slot.KeepApart;
        var values = outcome.Outputs;
        var given = SharedOutputs.Of(values, state.Secrets.Learned(fetched.Learned, values), clock.GetUtcNow(), fetched.Until.Of(values));
        return () => slot.Give(given);
    }

    private static ScenarioOutcome Take(SharedOutputs outputs, RunState state)
    {
        state.Secrets.Take(outputs.Secrets);
        if (outputs.Until < DateTimeOffset.MaxValue)
            state.SharedUntil?.Add(outputs.Outputs, outputs.Until);
        return ScenarioOutcome.SharedWith(outputs.Outputs);
    }

    private static ScenarioOutcome Failed(SharedFailure failure, Plan plan) =>
        ScenarioOutcome.FailedElsewhere(
            failure.Outcome == Outcome.Failed ? Outcome.Failed : Outcome.Broken,
            new Diagnostic(
                DiagnosticCodes.NotObtained,
                plan.Scenario.TitleSpan,
                $"\"{plan.Scenario.Title}\" is run once for all runs, and did not pass",
                $"the run {failure.Run} ran it while this one waited",
                $"look at the run {failure.Run}, which tells each of its steps; the next run that needs it runs it anew"
            ),
            failure.IsRefused
        );

    private sealed record Fetched(RunState State, List<SecretNews> Learned, SharedUntil Until);
}
