using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Events;

/// <summary>
/// Something that happened in a run. A closed list; observers switch over it. Every text in it is one the mask made: a secret can only leave
/// by a mistake of the mask.
/// </summary>
public abstract record RunEvent
{
    private protected RunEvent() { }

    /// <summary>Eight characters that tell runs apart, for those who hear several; empty for one that did not start, and in a stored report that does not say.</summary>
    public MaskedText RunId { get; init; }

    /// <summary>When it was told, which is when it happened.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>A scenario begins.</summary>
/// <param name="Title">Of the scenario.</param>
/// <param name="Path">Of its file, as the user knows it.</param>
/// <param name="Environment">The name of the environment.</param>
/// <param name="Steps">How many steps it has, without <c>finally</c>.</param>
public sealed record RunStarted(MaskedText Title, MaskedText Path, MaskedText Environment, int Steps) : RunEvent
{
    /// <summary>Which of many runs it is; null for the only one.</summary>
    public BatchSlot? Slot { get; init; }
}

/// <summary>A scenario that could not begin; nothing of it was sent.</summary>
/// <param name="Path">Of its file, as the user knows it.</param>
/// <param name="Problems">What is wrong with it, or with what it was given.</param>
public sealed record RunNotStarted(MaskedText Path, ImmutableArray<MaskedDiagnostic> Problems) : RunEvent
{
    /// <summary>Which of many runs it was to be; null for the only one.</summary>
    public BatchSlot? Slot { get; init; }
}

/// <summary>A step begins.</summary>
/// <param name="Step">Which one.</param>
/// <param name="Method">Null for a call.</param>
/// <param name="Target">The address as written, or the called file.</param>
public sealed record StepStarted(ShownPlace Step, MaskedText? Method, MaskedText Target) : RunEvent;

/// <summary>A request was sent, and answered or not; only told when every exchange is.</summary>
public sealed record RequestSent(ShownPlace Step, ExchangeRecord Exchange) : RunEvent;

/// <summary>An attempt is followed by another.</summary>
/// <param name="Step">Which one.</param>
/// <param name="Attempt">The number of the attempt that ended, from 1.</param>
/// <param name="Status">The HTTP status; null when there was no answer.</param>
/// <param name="Reason">Why it is not the last, in a few words.</param>
/// <param name="Pause">Until the next one begins.</param>
public sealed record RetryScheduled(ShownPlace Step, int Attempt, int? Status, MaskedText Reason, TimeSpan Pause) : RunEvent
{
    /// <summary>Of the attempt that ended.</summary>
    public required TimeSpan Duration { get; init; }
}

/// <summary>A step ended.</summary>
public sealed record StepFinished : RunEvent
{
    /// <summary>Which one.</summary>
    public required ShownPlace Step { get; init; }

    /// <summary>How it ended.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>From rendering to the last extraction.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Null for a call, or when no request was sent.</summary>
    public MaskedText? Method { get; init; }

    /// <summary>The path and query that was requested; null when none was, or for a call.</summary>
    public MaskedText? Target { get; init; }

    /// <summary>The HTTP status; null when there was no answer.</summary>
    public int? Status { get; init; }

    /// <summary>How often the request was sent; 0 for a call, or when none was sent.</summary>
    public int Attempts { get; init; }

    /// <summary>How many redirects its last attempt followed.</summary>
    public int Redirects { get; init; }

    /// <summary>Where its title is written; null for an undo.</summary>
    public ShownLine? Span { get; init; }

    /// <summary>What was extracted.</summary>
    public ImmutableArray<ExtractedValue> Extracted { get; init; } = [];

    /// <summary>What it made that can be taken back, oldest first; empty when nobody asked for it.</summary>
    public ImmutableArray<MadeRecord> Made { get; init; } = [];

    /// <summary>What was wrong; empty when it passed.</summary>
    public ImmutableArray<MaskedDiagnostic> Problems { get; init; } = [];

    /// <summary>The last exchange; null when there was none, or when it passed and nobody asked for it.</summary>
    public ExchangeRecord? Exchange { get; init; }

    /// <summary>What was expected, and what was there instead; empty when nobody asked for it.</summary>
    public ImmutableArray<CheckRecord> Checks { get; init; } = [];

    /// <summary>The variables it was made of, each once; empty when nobody asked for them.</summary>
    public ImmutableArray<MaskedText> Uses { get; init; } = [];

    /// <summary>Why it was skipped; null when it was not.</summary>
    public MaskedText? Note { get; init; }
}

/// <summary>A scenario ended.</summary>
public sealed record RunFinished(RunSummary Summary) : RunEvent
{
    /// <summary>The files it was read from, the entry first; empty when nobody asked for them.</summary>
    public ImmutableArray<SourceRecord> Sources { get; init; } = [];

    /// <summary>The digests of the same files; empty when nobody asked for them.</summary>
    public ImmutableArray<FileDigest> Files { get; init; } = [];
}

/// <summary>A file as it may be shown: secrets that stand in it are dotted out, so that every place stays where it was.</summary>
public sealed record SourceRecord(MaskedText Path, MaskedText Text);

/// <summary>What a file was when the run began.</summary>
/// <param name="Path">As the user knows it.</param>
/// <param name="Sha256">Of its bytes, in lower-case hexadecimal digits.</param>
public sealed record FileDigest(MaskedText Path, MaskedText Sha256);

/// <summary>
/// How a step or a run ended, from the lightest to the gravest: <see cref="Failed"/> was judged and is wrong, <see cref="Broken"/> could not
/// be judged, <see cref="Unknown"/> may have changed something, but no answer came.
/// </summary>
public enum Outcome
{
    /// <summary>All that was expected is true.</summary>
    Passed,

    /// <summary>It was not run, and need not be.</summary>
    Skipped,

    /// <summary>It was judged and is wrong.</summary>
    Failed,

    /// <summary>It could not be judged: no answer, no such value, a refusal of policy.</summary>
    Broken,

    /// <summary>Somebody ended the run.</summary>
    Cancelled,

    /// <summary>It may have changed something, but no answer came.</summary>
    Unknown,
}

/// <summary>A line of a file.</summary>
/// <param name="Path">As the user knows it.</param>
/// <param name="Line">From 1.</param>
public readonly record struct ShownLine(MaskedText Path, int Line)
{
    /// <summary>The line a span begins in.</summary>
    internal static ShownLine Of(SecretMask mask, SourceSpan span) => new(MaskedText.By(mask, span.Source.Path), span.Line);
}

/// <summary>A name and a value as it may be shown.</summary>
public readonly record struct ShownValue(MaskedText Name, MaskedText Text);

/// <summary>What a step took out of an answer.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Text">The value as it may be shown: JSON, or the bare text when it is one.</param>
/// <param name="From">The JSONPath or the expression, as it is written.</param>
/// <param name="IsSecret">Whether <paramref name="Text"/> only names it.</param>
public readonly record struct ExtractedValue(MaskedText Name, MaskedText Text, MaskedText From, bool IsSecret);
