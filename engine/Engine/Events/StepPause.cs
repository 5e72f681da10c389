using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Events;

/// <summary>A step that waits for somebody's answer, as it may be shown.</summary>
public sealed record StepPause
{
    /// <summary>Which one.</summary>
    public required ShownPlace Step { get; init; }

    /// <summary>How it ended, when it did not pass; null when it is about to be sent. Observers hear it once it is not tried again.</summary>
    public StepFinished? Finished { get; init; }

    /// <summary>
    /// What is about to be sent, the very request unless a variable is set. Null for a call, for a request that cannot be made, and after
    /// a failure as long as no variable is set.
    /// </summary>
    public ExchangeRecord? Request { get; init; }

    /// <summary>What a call leads to, and what it passes on, as they are written; empty for a request.</summary>
    public ImmutableArray<ShownValue> Call { get; init; } = [];

    /// <summary>Why the request cannot be made, or will be refused.</summary>
    public ImmutableArray<MaskedDiagnostic> Problems { get; init; } = [];

    /// <summary>Everything in scope, by name.</summary>
    public ImmutableArray<ShownVariable> Variables { get; init; } = [];

    /// <summary>Why the last answer could not be followed; null when it could, or there was none.</summary>
    public MaskedDiagnostic? Objection { get; init; }

    /// <summary>The value of the last <see cref="ComputeExpression"/>, JSON or bare text; null when that was not the last answer.</summary>
    internal MaskedText? Computed { get; init; }
}

/// <summary>A variable as it may be shown.</summary>
/// <param name="Name">Case counts.</param>
/// <param name="Text">Its value as JSON or as bare text when it is one; of a secret, its name; null when it has no value.</param>
/// <param name="IsSecret">Whether it has labels.</param>
/// <param name="Origin">Where it came from, or why it has no value.</param>
public sealed record ShownVariable(MaskedText Name, MaskedText? Text, bool IsSecret, MaskedText Origin);
