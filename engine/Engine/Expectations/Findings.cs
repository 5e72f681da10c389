using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Expectations;

/// <summary>What a judgement of an answer has found so far.</summary>
/// <param name="keepsChecks">Whether what was as expected is kept too.</param>
internal sealed class Findings(bool keepsChecks)
{
    private readonly ImmutableArray<Diagnostic>.Builder problems = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly ImmutableArray<Check>.Builder checks = ImmutableArray.CreateBuilder<Check>();

    public void Add(Diagnostic problem) => problems.Add(problem);

    public void Add(Check check)
    {
        if (keepsChecks)
            checks.Add(check);
    }

    public Verdict ToVerdict() => new(problems.ToImmutable(), problems.All(p => p.Code != DiagnosticCodes.NotJson), checks.ToImmutable());
}

/// <summary>Something that was looked at.</summary>
/// <param name="What">A part of the answer, or an expression.</param>
/// <param name="Expected">As it may be shown.</param>
/// <param name="Actual">As it may be shown.</param>
/// <param name="Passed">Whether it was as expected.</param>
/// <param name="Span">Where it is written.</param>
internal sealed record Check(string What, string Expected, string Actual, bool Passed, SourceSpan Span);

/// <summary>What became of judging an answer.</summary>
/// <param name="Problems">Empty when everything is as expected.</param>
/// <param name="CouldJudge">False when the answer was not of a kind that can be compared with what is expected.</param>
/// <param name="Checks">All that was looked at; empty when that is not told.</param>
internal sealed record Verdict(ImmutableArray<Diagnostic> Problems, bool CouldJudge, ImmutableArray<Check> Checks)
{
    /// <summary>Nothing is wrong, and nothing is told.</summary>
    public static Verdict Fine { get; } = new([], CouldJudge: true, []);
}
