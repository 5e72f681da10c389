using System.Collections.Immutable;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>How a run that is written down stands in its journal when it stops.</summary>
/// <param name="Run">Its id.</param>
/// <param name="IsWaiting">Whether it waits until somebody says what became of a request.</param>
/// <param name="IsLost">Whether another process goes on with it.</param>
/// <param name="Failure">Why the journal lacks what happened last; null when it lacks nothing.</param>
internal sealed record JournaledEnd(string Run, bool IsWaiting, bool IsLost, JournalException? Failure)
{
    /// <summary>The paths of the steps whose requests are in doubt.</summary>
    public ImmutableArray<string> InDoubt { get; init; } = [];

    /// <summary>What was wrong with a value that was to settle a doubt; null for nothing.</summary>
    public MaskedDiagnostic? Objection { get; init; }
}
