using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>How a step ended and what it leaves to the next.</summary>
internal sealed record StepOutcome
{
    public required Outcome Outcome { get; init; }

    /// <summary>The variables afterwards.</summary>
    public required VariableBag Bag { get; init; }

    /// <summary>What is told of this step.</summary>
    public ImmutableArray<Diagnostic> Problems { get; init; } = [];

    /// <summary>What steps of a called scenario have told already.</summary>
    public ImmutableArray<Diagnostic> ToldProblems { get; init; } = [];

    /// <summary>The last exchange; null when nothing was answered.</summary>
    public HttpExchange? Exchange { get; init; }

    /// <summary>What the last attempt sent; null when none was made.</summary>
    public SendTrail? Trail { get; init; }

    /// <summary>What was expected, and what was there; only kept when every exchange is told.</summary>
    public ImmutableArray<Check> Checks { get; init; } = [];

    /// <summary>What the last request was, also when nothing was answered; null when none was rendered.</summary>
    public RenderedRequest? Request { get; init; }

    /// <summary>The variables to take back what was made; null when there is nothing to take back.</summary>
    public VariableBag? Made { get; init; }

    public ImmutableArray<TakenValue> Extracted { get; init; } = [];

    /// <summary>How often the request was sent; 0 for a call.</summary>
    public int Attempts { get; init; }

    /// <summary>That this was not the last attempt; null when the step is settled.</summary>
    public Retry? Retry { get; init; }

    /// <summary>Why it was skipped.</summary>
    public string? Note { get; init; }

    /// <summary>The names of the variables that were set by hand while it waited.</summary>
    public ImmutableArray<string> Edited { get; init; } = [];
}

/// <summary>What a step took out of an answer, with labels in place of labelled values; see <see cref="ExtractedValue"/>.</summary>
internal readonly record struct TakenValue(string Name, string Text, string From, bool IsSecret)
{
    /// <summary>As it may be shown by now.</summary>
    public ExtractedValue Shown(SecretMask mask) =>
        new(MaskedText.By(mask, Name), MaskedText.By(mask, Text), MaskedText.By(mask, From), IsSecret);
}

/// <summary>How a step ended, still to be told.</summary>
/// <param name="Step">Which one.</param>
/// <param name="Place">Where it belongs.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Duration">From rendering to the last extraction.</param>
internal readonly record struct EndedStep(PlannedStep Step, StepPlace Place, StepOutcome Result, TimeSpan Duration);

/// <summary>A step whose work can be taken back.</summary>
/// <param name="Step">With its undo.</param>
/// <param name="Place">Where it was made.</param>
/// <param name="Bag">The variables after the step.</param>
internal sealed record UndoEntry(PlannedStep Step, StepPlace Place, VariableBag Bag);
