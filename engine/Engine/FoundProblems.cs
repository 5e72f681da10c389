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

    /// <summary>Null without an error among them.</summary>
    public RunNotStarted? NotStarted =>
        Problems.Where(p => p.Severity == Severity.Error).ToImmutableArray() is { IsEmpty: false } errors ? new(Path, errors) : null;

    /// <summary>What is secret is only looked for where there is something to say.</summary>
    /// <param name="path">Of the scenario, as it was named.</param>
    /// <param name="problems">What was found.</param>
    /// <param name="plan">Knows the secrets that were given; null when there is none.</param>
    /// <param name="words">Says a problem in the words of whoever runs the scenario.</param>
    public static FoundProblems In(string path, DiagnosticBag problems, Plan? plan, Func<Diagnostic, Diagnostic> words)
    {
        if (problems.All.IsEmpty)
            return None;
        var mask = GivenSecrets.MaskOf(plan);
        return new FoundProblems(MaskedText.By(mask, path), [.. problems.All.Select(p => MaskedDiagnostic.By(mask, words(p)))]);
    }
}
