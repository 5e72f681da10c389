using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Events;

/// <summary>A run in numbers.</summary>
public sealed record RunSummary
{
    public required Outcome Outcome { get; init; }

    public required int Passed { get; init; }

    public required int Failed { get; init; }

    public required int Broken { get; init; }

    public required int Skipped { get; init; }

    /// <summary>How many steps sent what may have been carried out although no answer came.</summary>
    public int Unknown { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>What may have been made although no answer came, oldest first; empty when nothing is in doubt.</summary>
    public ImmutableArray<DoubtfulRequest> Doubts { get; init; } = [];

    /// <summary>What was made and is still there, as undo requests; empty when nothing is.</summary>
    public ImmutableArray<MaskedText> LeftBehind { get; init; } = [];

    /// <summary>Whether the operator asked for undo where it was due.</summary>
    public bool UndoWasDue { get; init; }

    /// <summary>Whether policy refused a request (trust rules 1 to 4).</summary>
    public bool Refused { get; init; }

    /// <summary>Problems of the run as a whole, such as an input's default that cannot be computed.</summary>
    public ImmutableArray<MaskedDiagnostic> Problems { get; init; } = [];
}
