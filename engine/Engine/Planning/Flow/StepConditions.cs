using System.Collections.Immutable;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating.Analysis;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>What is known to hold where a step runs: its <c>when</c>, cut at <c>&amp;&amp;</c>.</summary>
internal static class StepConditions
{
    /// <summary>As <see cref="ExpressionShape"/>s; empty for a step that always runs, and outside of steps.</summary>
    public static ImmutableHashSet<string> Of(Step? step) =>
        step?.When is { } when ? Guards.Conditions(when.Root).ToImmutableHashSet(StringComparer.Ordinal) : [];

    /// <summary>Whether of two steps at most one can run.</summary>
    public static bool Exclude(Step? one, Step? other)
    {
        var others = Of(other);
        return Of(one).Any(c => others.Contains(ExpressionShape.Negation(c)));
    }

    /// <summary>
    /// Whether one of several steps has run wherever some conditions hold: one whose own conditions are among them, or two that differ in
    /// one condition only, which one of them has negated.
    /// </summary>
    public static bool Cover(IEnumerable<Step?> steps, ImmutableHashSet<string> holding)
    {
        var open = steps.Select(s => Of(s).Except(holding)).ToList();
        return open.Exists(o => o.IsEmpty)
            || open.Exists(o => o.Count == 1 && open.Exists(other => other.SetEquals([ExpressionShape.Negation(o.Single())])));
    }
}
