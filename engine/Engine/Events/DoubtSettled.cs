using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Events;

/// <summary>It became known, or was decided, what became of a request in doubt.</summary>
/// <param name="Step">The step that sent it.</param>
/// <param name="Request">The request.</param>
/// <param name="End">What became of it.</param>
/// <param name="By">Who or what says so: "on_unknown", "the probe GET …", "the operator".</param>
public sealed record DoubtSettled(ShownPlace Step, DoubtfulRequest Request, DoubtEnd End, MaskedText By) : RunEvent;

/// <summary>What became of a request in doubt.</summary>
public enum DoubtEnd
{
    /// <summary>It is sent again, whatever became of it.</summary>
    SentAgain,

    /// <summary>It did what it was sent for.</summary>
    Happened,

    /// <summary>It did not arrive, and is sent again.</summary>
    DidNotHappen,
}

/// <summary>A run goes on that had stopped.</summary>
/// <param name="StoppedAt">When the last was heard of it.</param>
/// <param name="Step">The step it goes on with; null when none is left.</param>
/// <param name="Why">What had ended it, or why steps that had ended are run again: "the process ended", "accessToken is good for 15m only".</param>
public sealed record RunResumed(DateTimeOffset StoppedAt, ShownPlace? Step, MaskedText Why) : RunEvent;
