using System.Collections.Immutable;
using PingOneScenarios.Engine.Reporting.Diffing;

namespace PingOneScenarios.Engine.Reporting.Comparing;

/// <summary>
/// What the runs of one scenario did differently, by its environments. Addresses, headers, values and times are another's everywhere, so
/// they are left to <c>p1s diff</c>.
/// </summary>
internal static class EnvironmentDifferences
{
    private const int MostOfOne = 3;

    /// <summary>From what says most to what says least of a step.</summary>
    private static readonly ChangeKind[] Told =
    [
        ChangeKind.Status,
        ChangeKind.Outcome,
        ChangeKind.Presence,
        ChangeKind.Count,
        ChangeKind.Shape,
    ];

    /// <summary>Against what most of them did; environments that differ in the same are told together.</summary>
    /// <param name="runs">An environment each.</param>
    public static ImmutableArray<EnvironmentDifference> Of(IReadOnlyList<RunLog> runs)
    {
        if (runs.Count < 2)
            return [];
        var usual = UsualOf(runs);
        return
        [
            .. runs.Where(r => !ReferenceEquals(r, usual))
                .SelectMany(r => Of(usual, r).Select(what => (r.Environment, What: what)))
                .GroupBy(d => d.What, StringComparer.Ordinal)
                .Select(g => new EnvironmentDifference(string.Join(", ", g.Select(d => d.Environment)), g.Key)),
        ];
    }

    // The first of those that ended as most did, and sent what most sent.
    private static RunLog UsualOf(IReadOnlyList<RunLog> runs) =>
        runs.GroupBy(KindOf, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.First().Outcome == "passed" ? 0 : 1)
            .First()
            .First();

    private static string KindOf(RunLog run) => run.Outcome + string.Concat(run.Steps.Select(s => $" {s.Step.Outcome}{s.Step.Status}"));

    private static IEnumerable<string> Of(RunLog usual, RunLog other)
    {
        var steps = RunDiff
            .Compare(usual, other)
            .Where(c => c.Step.Length > 0 && Told.Contains(c.Kind) && !IsConsequence(c))
            .GroupBy(c => c.Step, StringComparer.Ordinal)
            .Select(g => Line(g.MinBy(c => Array.IndexOf(Told, c.Kind))!))
            .ToList();
        return steps.Count <= MostOfOne ? steps : steps.Take(MostOfOne - 1).Append($"{steps.Count - MostOfOne + 1} more steps differ");
    }

    // A step that was not run says nothing of itself.
    private static bool IsConsequence(Change change) =>
        change.Kind == ChangeKind.Outcome && (change.Before == "skipped" || change.After == "skipped")
        || change is { Kind: ChangeKind.Count, Before: "0" } or { Kind: ChangeKind.Count, After: "0" };

    private static string Line(Change change) =>
        change.Kind switch
        {
            ChangeKind.Presence => $"step \"{change.Step}\": {change.Before} → {change.After}",
            ChangeKind.Outcome => $"step \"{change.Step}\": {change.Before} → {change.After}",
            _ => $"step \"{change.Step}\": {change.Where} {change.Before} → {change.After}",
        };
}
