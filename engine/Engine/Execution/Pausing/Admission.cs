using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Pausing;

/// <summary>What a step begins with, and what whoever runs step by step has said of it.</summary>
/// <param name="Bag">The variables before the step.</param>
internal sealed record Admission(VariableBag Bag)
{
    private static readonly GoOn Unasked = new();

    /// <summary>The last answer.</summary>
    public StepAnswer Answer { get; init; } = Unasked;

    /// <summary>Rendered already, to be sent as it was shown; null when it is still to be rendered.</summary>
    public RenderedRequest? Request { get; init; }

    /// <summary>Why there is no <see cref="Request"/>, or why it will be refused.</summary>
    public ImmutableArray<Diagnostic> Problems { get; init; } = [];

    /// <summary>How often the step was sent before it was retried by hand.</summary>
    public int Attempts { get; init; }

    /// <summary>What the step is taken from from now on; null when its file was not edited.</summary>
    public Plan? NewPlan { get; init; }

    /// <summary>The names of the variables that were set by hand.</summary>
    public ImmutableArray<string> Edited { get; init; } = [];
}
