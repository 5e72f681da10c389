using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>The time the operator gives a run (trust rule 12): first for its steps, then a little more for <c>finally</c> and undo.</summary>
internal sealed class RunTime : IDisposable
{
    private readonly TimeSpan limit;
    private readonly CancellationTokenSource steps;
    private readonly CancellationTokenSource all;

    /// <summary>Begins to count.</summary>
    /// <param name="budgets">Say how long it may take.</param>
    /// <param name="before">What it took before it was stopped.</param>
    /// <param name="clock">What it is measured on.</param>
    public RunTime(Budgets budgets, TimeSpan before, TimeProvider clock)
    {
        limit = budgets.Time;
        var left = limit == Timeout.InfiniteTimeSpan ? limit : Longest(limit - before, TimeSpan.Zero);
        steps = new CancellationTokenSource(left, clock);
        all = new CancellationTokenSource(left == Timeout.InfiniteTimeSpan ? left : left + Budgets.Grace, clock);
    }

    /// <summary>Ends when no step may go on.</summary>
    public CancellationToken Steps => steps.Token;

    /// <summary>Ends when not even <c>finally</c> and undo may go on.</summary>
    public CancellationToken All => all.Token;

    /// <summary>What to say when the time of either is up.</summary>
    public Diagnostic Spent(Scenario scenario) =>
        new(
            DiagnosticCodes.BudgetSpent,
            scenario.TitleSpan,
            all.IsCancellationRequested
                ? $"finally and undo have at most {DurationText.Show(Budgets.Grace)} when the time of a run is up (trust rule 12)"
                : $"a run has at most {DurationText.Show(limit)} (trust rule 12)",
            "the time is the operator's; a timeout in the scenario can only lower it",
            "if this is meant, allow the run more time, for example 1h"
        );

    private static TimeSpan Longest(TimeSpan a, TimeSpan b) => a > b ? a : b;

    public void Dispose()
    {
        steps.Dispose();
        all.Dispose();
    }
}
