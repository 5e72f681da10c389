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
    /// <summary>The steps whose requests are in doubt.</summary>
    public ImmutableArray<DoubtLeft> InDoubt { get; init; } = [];

    /// <summary>The id of the first step of the scenario that did not pass; null for none, and when it ended before the run went on.</summary>
    public string? FirstWrong { get; init; }

    /// <summary>How many things the run has made are still there.</summary>
    public int LeftBehind { get; init; }

    /// <summary>Whether something it made was taken back, so that its earlier steps are as good as not done.</summary>
    public bool HasTakenBack { get; init; }

    /// <summary>What was wrong with a value that was to settle a doubt; null for nothing.</summary>
    public MaskedDiagnostic? Objection { get; init; }
}
