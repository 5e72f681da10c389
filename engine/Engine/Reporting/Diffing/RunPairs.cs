namespace PingOneScenarios.Engine.Reporting.Diffing;

/// <summary>
/// Which run of one report is which of the other: the same file first, then the same title in files whose paths end alike, so that another
/// folder does not matter, then the same title; each with the same row, in the same environment before another. One that could not begin has no title, and goes by the end of its path.
/// </summary>
internal static class RunPairs
{
    /// <summary>In the order of the first report, then what only the second has.</summary>
    public static IEnumerable<(RunLog? Before, RunLog? After)> Of(IReadOnlyList<RunLog> before, IReadOnlyList<RunLog> after)
    {
        var pairs = new Dictionary<RunLog, RunLog>(ReferenceEqualityComparer.Instance);
        var (left, right) = (before.ToList(), after.ToList());
        foreach (var key in Keys(before.Concat(after).Select(r => Parts(r.Path).Length).DefaultIfEmpty(0).Max()))
        {
            var waiting = right.GroupBy(key).ToDictionary(g => g.Key, g => new Queue<RunLog>(g), StringComparer.Ordinal);
            foreach (var run in left.Where(r => waiting.GetValueOrDefault(key(r)) is { Count: > 0 }))
                pairs.Add(run, waiting[key(run)].Dequeue());
            left.RemoveAll(pairs.ContainsKey);
            var taken = pairs.Values.ToHashSet(ReferenceEqualityComparer.Instance);
            right.RemoveAll(taken.Contains);
        }
        Unstarted(left, right, pairs);
        return before.Select(r => ((RunLog?)r, pairs.GetValueOrDefault(r))).Concat(right.Select(r => ((RunLog?)null, (RunLog?)r)));
    }

    // From what says most to what says least: of one file, the same environment first. Another row is never the same run.
    private static IEnumerable<Func<RunLog, string>> Keys(int most)
    {
        foreach (var key in PathKeys(most))
        {
            yield return run => $"{key(run)}\n{run.Row}\n{run.Environment}";
            yield return run => $"{key(run)}\n{run.Row}";
        }
    }

    private static IEnumerable<Func<RunLog, string>> PathKeys(int most)
    {
        yield return run => $"{run.Title}\n{run.Path}";
        yield return run => run.Path;
        for (var parts = most; parts > 0; parts--)
        {
            var count = parts;
            yield return run => $"{run.Title}\n{End(run.Path, count)}";
        }
        yield return run => run.Title;
    }

    private static void Unstarted(List<RunLog> left, List<RunLog> right, Dictionary<RunLog, RunLog> pairs)
    {
        // Of very many rows that have no fellow each would be held against each.
        if (!left.Exists(IsUnstarted) && !right.Exists(IsUnstarted))
            return;
        foreach (var run in left.ToList())
        {
            var fitting = right.Where(r => (IsUnstarted(r) || IsUnstarted(run)) && End(r.Path, 1) == End(run.Path, 1)).ToList();
            if (fitting is not [var only] || left.Count(r => End(r.Path, 1) == End(run.Path, 1)) > 1)
                continue;
            pairs.Add(run, only);
            left.Remove(run);
            right.Remove(only);
        }
    }

    private static bool IsUnstarted(RunLog run) => run.RunId.Length == 0;

    private static string End(string path, int parts) => string.Join('/', Parts(path).TakeLast(parts));

    private static string[] Parts(string path) => path.Split('/', '\\');
}
