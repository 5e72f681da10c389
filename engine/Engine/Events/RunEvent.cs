using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Events;

/// <summary>Something that happened in a run. A closed list; observers switch over it.</summary>
public abstract record RunEvent;

/// <summary>A scenario begins.</summary>
/// <param name="Title">Of the scenario.</param>
/// <param name="Path">Of its file, as the user knows it.</param>
/// <param name="RunId">Eight characters that tell runs apart.</param>
/// <param name="Environment">The name of the environment.</param>
/// <param name="Steps">How many steps it has, without <c>finally</c>.</param>
public sealed record RunStarted(string Title, string Path, string RunId, string Environment, int Steps) : RunEvent;

/// <summary>A step begins.</summary>
/// <param name="Step">Which one.</param>
/// <param name="Method">Null for a call.</param>
/// <param name="Target">The address as written, or the called file.</param>
public sealed record StepStarted(StepPlace Step, string? Method, string Target) : RunEvent;

/// <summary>A request was sent, and answered or not; only told when every exchange is.</summary>
public sealed record RequestSent(StepPlace Step, ExchangeRecord Exchange) : RunEvent;

/// <summary>An attempt is followed by another.</summary>
/// <param name="Step">Which one.</param>
/// <param name="Attempt">The number of the attempt that ended, from 1.</param>
/// <param name="Status">The HTTP status; null when there was no answer.</param>
/// <param name="Reason">Why it is not the last, in a few words.</param>
/// <param name="Pause">Until the next one begins.</param>
public sealed record RetryScheduled(StepPlace Step, int Attempt, int? Status, string Reason, TimeSpan Pause) : RunEvent
{
    /// <summary>Of the attempt that ended.</summary>
    public required TimeSpan Duration { get; init; }
}

/// <summary>A step ended.</summary>
public sealed record StepFinished : RunEvent
{
    public required StepPlace Step { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>From rendering to the last extraction.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Null for a call, or when no request was sent.</summary>
    public string? Method { get; init; }

    /// <summary>The path and query that was requested; null when none was, or for a call.</summary>
    public string? Target { get; init; }

    /// <summary>The HTTP status; null when there was no answer.</summary>
    public int? Status { get; init; }

    /// <summary>How often the request was sent; 0 for a call, or when none was sent.</summary>
    public int Attempts { get; init; }

    /// <summary>Names and shown values of what was extracted.</summary>
    public ImmutableArray<ShownValue> Extracted { get; init; } = [];

    /// <summary>What was wrong; empty when it passed.</summary>
    public ImmutableArray<Diagnostic> Problems { get; init; } = [];

    /// <summary>The last exchange; null when there was none, or when it passed and nobody asked for it.</summary>
    public ExchangeRecord? Exchange { get; init; }

    /// <summary>Why it was skipped; null when it was not.</summary>
    public string? Note { get; init; }
}

/// <summary>A scenario ended.</summary>
public sealed record RunFinished(RunSummary Summary) : RunEvent;

/// <summary>Where a step belongs.</summary>
/// <param name="Phase">The part of the run.</param>
/// <param name="Number">From 1 within its phase and scenario.</param>
/// <param name="Total">How many there are; 0 when that is not known.</param>
/// <param name="Depth">0 for the entry scenario, 1 for what it calls or obtains from, and so on.</param>
/// <param name="Id">Unique within its scenario.</param>
/// <param name="Title">For people.</param>
public sealed record StepPlace(Phase Phase, int Number, int Total, int Depth, string Id, string Title)
{
    /// <summary>Which turn of a loop it is, from 1; 0 outside of loops.</summary>
    public int Turn { get; init; }

    /// <summary>How many turns there are; 0 outside of loops.</summary>
    public int Turns { get; init; }
}

/// <summary>The parts of a run, in their order.</summary>
public enum Phase
{
    Steps,
    Finally,
    Undo,
}

/// <summary>How a step or a run ended: <see cref="Failed"/> was judged and is wrong, <see cref="Broken"/> could not be judged.</summary>
public enum Outcome
{
    Passed,
    Skipped,
    Failed,
    Broken,
    Cancelled,
}

/// <summary>A name and a value as it may be shown.</summary>
public readonly record struct ShownValue(string Name, string Text);

/// <summary>A request as sent and the answer as received, both as they may be shown.</summary>
public sealed record ExchangeRecord
{
    public required string Method { get; init; }

    public required string Address { get; init; }

    public ImmutableArray<ShownValue> RequestHeaders { get; init; } = [];

    /// <summary>Null for none.</summary>
    public string? RequestBody { get; init; }

    /// <summary>Null when no answer came; the members below are then empty.</summary>
    public int? Status { get; init; }

    public string Reason { get; init; } = "";

    public ImmutableArray<ShownValue> AnswerHeaders { get; init; } = [];

    public string AnswerBody { get; init; } = "";

    public TimeSpan Duration { get; init; }
}

/// <summary>A run in numbers.</summary>
public sealed record RunSummary
{
    public required Outcome Outcome { get; init; }

    public required int Passed { get; init; }

    public required int Failed { get; init; }

    public required int Broken { get; init; }

    public required int Skipped { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>What was made and is still there, as undo requests; empty when nothing is.</summary>
    public ImmutableArray<string> LeftBehind { get; init; } = [];

    /// <summary>Whether the operator asked for undo where it was due.</summary>
    public bool UndoWasDue { get; init; }

    /// <summary>Whether policy refused a request (trust rules 1 to 4).</summary>
    public bool Refused { get; init; }

    /// <summary>Problems of the run as a whole, such as an input's default that cannot be computed.</summary>
    public ImmutableArray<Diagnostic> Problems { get; init; } = [];
}
