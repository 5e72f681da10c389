using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine;

/// <summary>What was found before a run, as it may be told.</summary>
/// <param name="Path">Of the scenario, as it was named.</param>
/// <param name="Problems">Empty when there is nothing to say.</param>
internal sealed record FoundProblems(MaskedText Path, ImmutableArray<MaskedDiagnostic> Problems)
{
    public static FoundProblems None { get; } = new(default, []);

    /// <summary>Which of many runs it is found for; null for the only one.</summary>
    public BatchSlot? Slot { get; init; }

    /// <summary>Null without an error among them.</summary>
    public RunNotStarted? NotStarted =>
        Problems.Where(p => p.Severity == Severity.Error).ToImmutableArray() is { IsEmpty: false } errors
            ? new(Path, errors) { Slot = Slot }
            : null;

    /// <summary>What is secret is only looked for where there is something to say.</summary>
    /// <param name="path">Of the scenario, as it was named.</param>
    /// <param name="problems">What was found.</param>
    /// <param name="plan">Knows the secrets that were given; null when there is none.</param>
    /// <param name="settings">Whose words problems are said in, and which of many runs it is.</param>
    public static FoundProblems In(string path, DiagnosticBag problems, Plan? plan, RunSettings settings)
    {
        if (problems.All.IsEmpty)
            return None;
        var mask = GivenSecrets.MaskOf(plan);
        return new FoundProblems(MaskedText.By(mask, path), [.. problems.All.Select(p => MaskedDiagnostic.By(mask, settings.Words(p)))])
        {
            Slot = settings.Slot?.Shown(mask),
        };
    }
}
