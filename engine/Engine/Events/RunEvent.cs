using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Events;

/// <summary>Something that happened in a run. A closed list; observers switch over it.</summary>
public abstract record RunEvent
{
    /// <summary>When it was told, which is when it happened.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>A scenario begins.</summary>
/// <param name="Title">Of the scenario.</param>
/// <param name="Path">Of its file, as the user knows it.</param>
/// <param name="RunId">Eight characters that tell runs apart.</param>
/// <param name="Environment">The name of the environment.</param>
/// <param name="Steps">How many steps it has, without <c>finally</c>.</param>
public sealed record RunStarted(string Title, string Path, string RunId, string Environment, int Steps) : RunEvent;

/// <summary>A scenario that could not begin; nothing of it was sent.</summary>
/// <param name="Path">Of its file, as the user knows it.</param>
/// <param name="Problems">What is wrong with it, or with what it was given.</param>
public sealed record RunNotStarted(string Path, ImmutableArray<Diagnostic> Problems) : RunEvent;

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

    /// <summary>Where its title is written; null for an undo.</summary>
    public SourceSpan? Span { get; init; }

    /// <summary>What was extracted.</summary>
    public ImmutableArray<ExtractedValue> Extracted { get; init; } = [];

    /// <summary>What was wrong; empty when it passed.</summary>
    public ImmutableArray<Diagnostic> Problems { get; init; } = [];

    /// <summary>The last exchange; null when there was none, or when it passed and nobody asked for it.</summary>
    public ExchangeRecord? Exchange { get; init; }

    /// <summary>What was expected, and what was there instead; empty when nobody asked for it.</summary>
    public ImmutableArray<CheckRecord> Checks { get; init; } = [];

    /// <summary>The variables it was made of, each once; empty when nobody asked for them.</summary>
    public ImmutableArray<string> Uses { get; init; } = [];

    /// <summary>Why it was skipped; null when it was not.</summary>
    public string? Note { get; init; }
}

/// <summary>A scenario ended.</summary>
public sealed record RunFinished(RunSummary Summary) : RunEvent
{
    /// <summary>The files it was read from, the entry first; empty when nobody asked for them.</summary>
    public ImmutableArray<SourceRecord> Sources { get; init; } = [];
}

/// <summary>A file as it may be shown: secrets that stand in it are dotted out, so that every place stays where it was.</summary>
public sealed record SourceRecord(string Path, string Text);

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

/// <summary>What a step took out of an answer.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Text">The value as it may be shown: JSON, or the bare text when it is one.</param>
/// <param name="From">The JSONPath or the expression, as it is written.</param>
/// <param name="IsSecret">Whether <paramref name="Text"/> only names it.</param>
public readonly record struct ExtractedValue(string Name, string Text, string From, bool IsSecret);
