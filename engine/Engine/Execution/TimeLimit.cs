using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>The time a scenario gives itself, the time of the run, and the user's wish to stop; tells them apart.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly Scenario scenario;
    private readonly RunTime time;
    private readonly CancellationToken ofRun;
    private readonly CancellationTokenSource own;
    private readonly CancellationTokenSource any;
    private readonly CancellationToken user;

    private TimeLimit(Scenario scenario, RunTime time, CancellationTokenSource own, CancellationToken ofRun, CancellationToken user)
    {
        (this.scenario, this.time, this.ofRun, this.own, this.user) = (scenario, time, ofRun, own, user);
        any = CancellationTokenSource.CreateLinkedTokenSource(user, own.Token, ofRun);
    }

    /// <summary>Ends when the time is up, or when the user wishes to stop.</summary>
    public CancellationToken Token => any.Token;

    /// <summary>Whether the time is up; not when the user stopped before.</summary>
    public bool HasRunOut => (own.IsCancellationRequested || ofRun.IsCancellationRequested) && !user.IsCancellationRequested;

    /// <summary>What to say when it <see cref="HasRunOut"/>.</summary>
    public Diagnostic Problem =>
        ofRun.IsCancellationRequested
            ? time.Spent(scenario)
            : new(
                DiagnosticCodes.TimedOut,
                scenario.TitleSpan,
                $"the scenario did not end within {DurationText.Show(scenario.Timeout!.Value)}",
                "that is the timeout it sets for itself",
                "raise the timeout, or look which step is slow"
            );

    /// <summary>For the steps of a scenario.</summary>
    public static TimeLimit OfSteps(Scenario scenario, RunTime time, TimeProvider clock, CancellationToken user) =>
        new(scenario, time, new CancellationTokenSource(scenario.Timeout ?? Timeout.InfiniteTimeSpan, clock), time.Steps, user);

    /// <summary>For <c>finally</c> and undo, which have the grace of the run and no timeout of their own.</summary>
    public static TimeLimit OfTheEnd(Scenario scenario, RunTime time, CancellationToken user) =>
        new(scenario, time, new CancellationTokenSource(), time.All, user);

    public void Dispose()
    {
        any.Dispose();
        own.Dispose();
    }
}
