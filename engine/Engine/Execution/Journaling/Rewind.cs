using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>What a run does again when it goes on.</summary>
/// <param name="Again">The paths of what is done again, with all below them.</param>
/// <param name="Reopened">The paths of what had ended, and within which something is done again.</param>
/// <param name="Why">Why the run had stopped, and why anything is done again.</param>
internal sealed record Rewind(ImmutableArray<string> Again, ImmutableArray<string> Reopened, string Why)
{
    /// <summary>Why it cannot go on; null when it can.</summary>
    public Diagnostic? Refusal { get; init; }

    /// <summary>The step it goes on with; null when none is left.</summary>
    public StepPlace? At { get; init; }

    /// <summary>What is told of it.</summary>
    /// <param name="stoppedAt">When the last was heard of the run.</param>
    /// <param name="mask">Hides what is secret.</param>
    public RunResumed Told(DateTimeOffset stoppedAt, SecretMask mask) => new(stoppedAt, At?.Shown(mask), MaskedText.By(mask, Why));
}
