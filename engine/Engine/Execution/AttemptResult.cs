using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>How one attempt at a request ended.</summary>
internal sealed record AttemptResult
{
    public required Outcome Outcome { get; init; }

    /// <summary>The variables afterwards.</summary>
    public required VariableBag Bag { get; init; }

    /// <summary>What it sent.</summary>
    public required SendTrail Trail { get; init; }

    public ImmutableArray<Diagnostic> Problems { get; init; } = [];

    /// <summary>What the request was, also when nothing was answered; null when none could be rendered.</summary>
    public RenderedRequest? Request { get; init; }

    /// <summary>Whether its client assertion was sent before in the run.</summary>
    public bool IsAssertionRepeated { get; init; }

    /// <summary>The last exchange; null when nothing was answered.</summary>
    public HttpExchange? Exchange { get; init; }

    /// <summary>What was expected, and what was there; only kept when every exchange is told.</summary>
    public ImmutableArray<Check> Checks { get; init; } = [];

    public ImmutableArray<TakenValue> Extracted { get; init; } = [];

    /// <inheritdoc cref="StepResult.GoodUntil"/>
    public ImmutableArray<KeyValuePair<string, DateTimeOffset>> GoodUntil { get; init; } = [];

    /// <summary>The variables to take back with what was made; null when that cannot be done, or nothing was made.</summary>
    public VariableBag? Made { get; init; }

    /// <summary>That this was not the last attempt; null when the step is settled.</summary>
    public NextAttempt? Next { get; init; }
}
