using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Scenarios;

/// <summary>A value a scenario asks for.</summary>
internal sealed record Input
{
    public required string Name { get; init; }

    public required SourceSpan Span { get; init; }

    /// <summary>Whether it could not be read, which has been said: of what type it is, nobody knows.</summary>
    public bool IsUnread { get; init; }

    public InputType Type { get; init; } = InputType.Text;

    public string? Description { get; init; }

    public Value? Example { get; init; }

    public ValueTemplate? Default { get; init; }

    /// <summary>As written, or else true unless there is a default or a scenario to obtain it from.</summary>
    public required bool Required { get; init; }

    public bool Secret { get; init; }

    /// <summary>A regular expression the whole text must match.</summary>
    public string? Pattern { get; init; }

    /// <summary>The only values allowed; empty allows all.</summary>
    public ImmutableArray<Value> Choices { get; init; } = [];

    /// <summary>The scenario that supplies the value when none was given.</summary>
    public Include? Obtain { get; init; }
}

/// <summary>What an input takes. <see cref="Url"/> is an absolute http or https address, <see cref="Duration"/> such as <c>5m</c>.</summary>
internal enum InputType
{
    Text,
    Url,
    Uuid,
    Number,
    Boolean,
    Duration,
    List,
    Map,
}
