using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Cli.Journals;

/// <summary>Finds a run by what somebody typed: its id, or how that begins.</summary>
internal static class RunIds
{
    private const int MostNamed = 5;

    /// <param name="runs">All there are, the newest first.</param>
    /// <param name="written">As it was typed.</param>
    /// <returns>The run; or null, and why.</returns>
    public static (JournaledRun? Run, string? Why) Find(ImmutableArray<JournaledRun> runs, string written)
    {
        var begin = runs.Where(r => r.Id.StartsWith(written, StringComparison.OrdinalIgnoreCase)).ToList();
        if (begin.Find(r => r.Id == written) is { } exact)
            return (exact, null);
        return begin switch
        {
            [var one] => (one, null),
            [] => (null, $"there is no run {written}{Meant(runs, written)}"),
            _ => (null, $"several runs begin with {written}: {Some(begin)}"),
        };
    }

    private static string Meant(ImmutableArray<JournaledRun> runs, string written) =>
        Suggestion.For(written, runs.Select(r => r.Id)) is { } near ? $"; did you mean {near}?" : "; p1s runs lists those there are";

    private static string Some(List<JournaledRun> runs) =>
        string.Join(", ", runs.Take(MostNamed).Select(r => r.Id)) + (runs.Count > MostNamed ? ", …" : "");
}
