using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>The time a scenario gives itself, and the user's wish to stop; tells the two apart.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly Scenario? scenario;
    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenSource either;
    private readonly CancellationToken user;

    /// <param name="scenario">Null for no limit.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="user">The user's wish to stop.</param>
    public TimeLimit(Scenario? scenario, TimeProvider clock, CancellationToken user)
    {
        (this.scenario, this.user) = (scenario, user);
        timer = new CancellationTokenSource(scenario?.Timeout ?? System.Threading.Timeout.InfiniteTimeSpan, clock);
        either = CancellationTokenSource.CreateLinkedTokenSource(user, timer.Token);
    }

    /// <summary>Ends when the time is up, or when the user wishes to stop.</summary>
    public CancellationToken Token => either.Token;

    /// <summary>Whether the time is up; not when the user stopped before.</summary>
    public bool HasRunOut => timer.IsCancellationRequested && !user.IsCancellationRequested;

    /// <summary>What to say when it <see cref="HasRunOut"/>.</summary>
    public Diagnostic Problem =>
        new(
            DiagnosticCodes.TimedOut,
            scenario!.TitleSpan,
            $"the scenario did not end within {DurationText.Show(scenario.Timeout!.Value)}",
            "that is the timeout it sets for itself",
            "raise the timeout, or look which step is slow"
        );

    public void Dispose()
    {
        either.Dispose();
        timer.Dispose();
    }
}
