using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>How a step ended and what it leaves to the next.</summary>
internal sealed record StepResult
{
    public required Outcome Outcome { get; init; }

    /// <summary>The variables afterwards.</summary>
    public required VariableBag Bag { get; init; }

    /// <summary>What is told of this step.</summary>
    public ImmutableArray<Diagnostic> Problems { get; init; } = [];

    /// <summary>Whether policy refused something of it that <see cref="Problems"/> do not hold: a step of a called scenario told it, or it ended in an earlier process.</summary>
    public bool WasRefused { get; init; }

    /// <summary>Whether policy refused something of it (trust rules 1 to 4).</summary>
    public bool IsRefused => WasRefused || Problems.Any(p => p.Code.IsRefusal);

    /// <summary>Until when a variable of it is good; one that is not named is good for ever.</summary>
    public ImmutableArray<KeyValuePair<string, DateTimeOffset>> GoodUntil { get; init; } = [];

    /// <summary>The attempt that settled it; null for a call, or when nothing was attempted.</summary>
    public AttemptResult? Last { get; init; }

    /// <summary>How often the request was sent; 0 for a call.</summary>
    public int Attempts { get; init; }

    /// <summary>What was expected, and what was there; only kept when every exchange is told.</summary>
    public ImmutableArray<Check> Checks { get; init; } = [];

    public ImmutableArray<TakenValue> Extracted { get; init; } = [];

    /// <summary>Whether it called a scenario in which no step ran.</summary>
    public bool IsIdle { get; init; }

    /// <summary>Whether it ended in an earlier process of the run, and is only remembered.</summary>
    public bool IsRecorded { get; init; }

    /// <summary>Why it was skipped.</summary>
    public string? Note { get; init; }

    /// <summary>The names of the variables that were set by hand while it waited.</summary>
    public ImmutableArray<string> Edited { get; init; } = [];

    /// <summary>What the steps behind it are taken from, when its file was edited while it waited.</summary>
    public Plan? NewPlan { get; init; }

    /// <summary>Whether what its last attempt sent has been told.</summary>
    public bool IsSentTold { get; init; }

    /// <summary>A request that an attempt has settled.</summary>
    public static StepResult Of(AttemptResult last, int attempts) =>
        new()
        {
            Outcome = last.Outcome,
            Bag = last.Bag,
            Problems = last.Problems,
            Last = last,
            Attempts = attempts,
            Checks = last.Checks,
            Extracted = last.Extracted,
            GoodUntil = last.GoodUntil,
        };

    /// <summary>A step that could not be judged, for a reason of its own.</summary>
    public static StepResult Broken(VariableBag bag, Diagnostic problem) =>
        new()
        {
            Outcome = Outcome.Broken,
            Bag = bag,
            Problems = [problem],
        };
}

/// <summary>What a step took out of an answer, with labels in place of labelled values; see <see cref="ExtractedValue"/>.</summary>
internal readonly record struct TakenValue(string Name, string Text, string From, bool IsSecret)
{
    /// <summary>As it may be shown by now.</summary>
    public ExtractedValue Shown(SecretMask mask) =>
        new(MaskedText.By(mask, Name), MaskedText.By(mask, Text), MaskedText.By(mask, From), IsSecret);
}

/// <summary>A step that has ended, which is still to be told.</summary>
/// <param name="Turn">Which one.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Duration">From rendering to the last extraction.</param>
internal readonly record struct EndedStep(Turn Turn, StepResult Result, TimeSpan Duration);
