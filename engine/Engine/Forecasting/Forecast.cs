using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Forecasting;

/// <summary>What a run would do, as far as it can be known without sending anything. Its texts hold no secret: <c>‹name›</c> stands for one.</summary>
internal sealed record Forecast
{
    /// <summary>The scenario the user named.</summary>
    public required ForecastScenario Scenario { get; init; }

    /// <summary>"none" without one.</summary>
    public required string Environment { get; init; }

    /// <summary>Every origin that would be contacted or is granted; those that are not granted come first.</summary>
    public ImmutableArray<ForecastOrigin> Origins { get; init; } = [];

    /// <summary>What the operator grants beyond origins and what is usual.</summary>
    public ImmutableArray<ForecastGrant> Grants { get; init; } = [];

    /// <summary>Every secret that was given or would be sent, in the order in which the run meets them.</summary>
    public ImmutableArray<ForecastSecret> Secrets { get; init; } = [];

    /// <summary>What would be created, oldest first.</summary>
    public ImmutableArray<ForecastThing> Made { get; init; } = [];

    public required ForecastCounts Counts { get; init; }
}

/// <summary>A scenario and what it would do in its order: inputs are obtained, then steps, then <see cref="Finally"/>.</summary>
internal sealed record ForecastScenario
{
    public required string Title { get; init; }

    public required string Path { get; init; }

    public ImmutableArray<ForecastInput> Inputs { get; init; } = [];

    public ImmutableArray<ForecastStep> Steps { get; init; } = [];

    public ImmutableArray<ForecastStep> Finally { get; init; } = [];
}

/// <summary>An input, its value and where that comes from.</summary>
internal sealed record ForecastInput
{
    public required string Name { get; init; }

    /// <summary>As it is written in a scenario: "text", "url".</summary>
    public required string Type { get; init; }

    public bool IsSecret { get; init; }

    /// <summary>As it may be shown; null when it has none.</summary>
    public string? Value { get; init; }

    /// <summary>For people: "--set", "the environment file eu.yaml", "missing".</summary>
    public required string Source { get; init; }

    /// <summary>The only origins a secret may be sent to; empty for what is not secret or not confined.</summary>
    public ImmutableArray<string> To { get; init; } = [];

    /// <summary>The scenario that is run to obtain it; null when there is none, or when it has been run for an earlier input.</summary>
    public ForecastScenario? Obtained { get; init; }
}

/// <summary>How much a run would do. Attempts after the first one and undo are not counted.</summary>
/// <param name="Requests">For lists and conditions that are not known now, one turn is counted.</param>
/// <param name="IsExact">False when a condition or the length of a list is only known in the run.</param>
/// <param name="Made">How many things would be created.</param>
/// <param name="Undone">How many of them <c>--undo always</c> takes back.</param>
internal sealed record ForecastCounts(int Requests, bool IsExact, int Made, int Undone);
