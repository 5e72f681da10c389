using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Scenarios;

/// <summary>A scenario file as it is written: templates parsed, nothing resolved, every part with its place.</summary>
internal sealed record Scenario
{
    public required SourceText Source { get; init; }

    /// <summary>The canonical path of the file; tells files apart.</summary>
    public required string FullPath { get; init; }

    public required string Title { get; init; }

    public required SourceSpan TitleSpan { get; init; }

    public string? Description { get; init; }

    /// <summary>The address of a page about it.</summary>
    public string? Docs { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    public ImmutableArray<Input> Inputs { get; init; } = [];

    public ImmutableArray<NamedTemplate> Vars { get; init; } = [];

    public Defaults Defaults { get; init; } = new();

    public ImmutableArray<Step> Steps { get; init; } = [];

    /// <summary>Steps that run whatever happened.</summary>
    public ImmutableArray<Step> Finally { get; init; } = [];

    public ImmutableArray<NamedTemplate> Outputs { get; init; } = [];

    /// <inheritdoc cref="Step.Unread"/>
    public ImmutableArray<string> Unread { get; init; } = [];

    /// <summary>For the whole scenario; null leaves the operator's budget.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What many runs of it must keep to; each measure once.</summary>
    public ImmutableArray<Limit> Limits { get; init; } = [];

    public IEnumerable<Step> AllSteps => Steps.Concat(Finally);
}

/// <summary>A name and the value it stands for: an entry of <c>vars</c>, <c>outputs</c> or <c>with</c>.</summary>
internal sealed record NamedTemplate(string Name, SourceSpan NameSpan, ValueTemplate Value);

/// <summary>What every step has unless it says otherwise.</summary>
internal sealed record Defaults
{
    public ImmutableArray<FieldTemplate> Headers { get; init; } = [];

    public AuthTemplate? Auth { get; init; }

    public TimeSpan? Timeout { get; init; }
    public RetryPolicy? Retry { get; init; }

    /// <inheritdoc cref="Step.SendsKey"/>
    public bool SendsKey { get; init; }

    /// <summary>Everything they compute, in the order in which steps do.</summary>
    public IEnumerable<StepExpressions> Expressions =>
        [
            Step.In(ComputedKey.Defaults, Headers.Select(h => h.Value).Concat(Auth?.Templates ?? [])),
            new(ComputedKey.Pause, Retry?.EveryComputed is { } pause ? [pause] : []),
            new(ComputedKey.Retry, [.. Retry?.Expressions ?? []]),
        ];
}

/// <summary>Another scenario file, named by a path relative to the file that names it.</summary>
/// <param name="Written">The path as it is written.</param>
/// <param name="Span">Where it is written.</param>
/// <param name="FullPath">The canonical path it leads to.</param>
internal sealed record Include(string Written, SourceSpan Span, string FullPath);

/// <summary>A scenario and all scenarios it includes, directly or not.</summary>
/// <param name="Entry">The one the user named.</param>
/// <param name="ByPath">All of them, <paramref name="Entry"/> too, by canonical path.</param>
internal sealed record ScenarioTree(Scenario Entry, ImmutableDictionary<string, Scenario> ByPath);
