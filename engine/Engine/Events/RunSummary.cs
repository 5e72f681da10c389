using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Events;

/// <summary>
/// A run in numbers. A call and a loop count as one step, and so does a scenario that an input could not be obtained from.
/// </summary>
public sealed record RunSummary
{
    /// <summary>How the entry scenario ended; undo does not change it.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Steps that passed.</summary>
    public required int Passed { get; init; }

    /// <summary>Steps that were judged and are wrong.</summary>
    public required int Failed { get; init; }

    /// <summary>Steps that could not be judged.</summary>
    public required int Broken { get; init; }

    /// <summary>Steps that were not run, or were cancelled.</summary>
    public required int Skipped { get; init; }

    /// <summary>How many steps sent what may have been carried out although no answer came.</summary>
    public int Unknown { get; init; }

    /// <summary>From the first event to the last, without the time a person was asked.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>What may have been made although no answer came, oldest first; empty when nothing is in doubt.</summary>
    public ImmutableArray<DoubtfulRequest> Doubts { get; init; } = [];

    /// <summary>What was made and is still there, as undo requests; empty when nothing is.</summary>
    public ImmutableArray<MaskedText> LeftBehind { get; init; } = [];

    /// <summary>Whether the operator asked for undo where it was due.</summary>
    public bool UndoWasDue { get; init; }

    /// <summary>Whether it ran nothing and only took back what an earlier run made; then steps are undos.</summary>
    public bool TakesBack { get; init; }

    /// <summary>Whether the scenario is begun anew because of how it ended, so that this outcome does not count.</summary>
    public bool IsRunAnew { get; init; }

    /// <summary>Whether it passed only when it was begun anew.</summary>
    public bool IsFlaky { get; init; }

    /// <summary>Whether policy refused a request (trust rules 1 to 4).</summary>
    public bool Refused { get; init; }

    /// <summary>Problems of the run as a whole, such as an input's default that cannot be computed.</summary>
    public ImmutableArray<MaskedDiagnostic> Problems { get; init; } = [];
}
