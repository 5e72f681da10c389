using System.Collections.Immutable;
using PingOneScenarios.Engine.Batch;
using PingOneScenarios.Engine.Batch.Load;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Reporting.Json;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Merging;

/// <summary>Several reports as one, told in the order in which a single run would have told it. What is held is their texts.</summary>
/// <param name="reports">In the order of the command line; at least one.</param>
internal sealed class MergedReports(ImmutableArray<ReportContent> reports) : IDisposable
{
    private readonly ImmutableArray<(BatchSlot? Slot, int Report, Action<Action<RunEvent>> Tell)> runs =
    [
        .. reports.SelectMany((r, i) => RunsOf(r).Select(run => (run.Slot, Report: i, run.Tell))).OrderBy(r => r.Slot?.Index ?? -1),
    ];

    /// <summary>Who ran the first of them.</summary>
    public ReportTool Tool => reports[0].Tool;

    /// <summary>What must be kept to, in place of the same limits of the reports.</summary>
    public ImmutableArray<Limit> Limits { get; init; } = [];

    /// <summary>The loads of all reports as one; null without one.</summary>
    /// <exception cref="FormatException">Times of one cannot be read.</exception>
    public LoadSummary? Load =>
        reports.Select(r => r.Load).OfType<LoadSummary>().ToImmutableArray() is { IsEmpty: false } loads ? LoadSum.Of(loads, Limits) : null;

    /// <summary>Tells what happened; runs that are none of many come first.</summary>
    public void Tell(Action<RunEvent> hear)
    {
        foreach (var (_, _, tell) in runs)
            tell(hear);
        if (Load is { } load)
            hear(new LoadFinished(load));
    }

    /// <summary>The parts that no report is of, unless those without a run are. Where reports say different numbers of parts, none is known to be whole.</summary>
    public ImmutableArray<string> Missing
    {
        get
        {
            var there = Shards.Select(s => s.Shard).ToHashSet();
            var missing = there
                .Select(s => s.Count)
                .Distinct()
                .Order()
                .SelectMany(n => Enumerable.Range(1, n).Select(k => new Shard(k, n)))
                .Where(s => !there.Contains(s))
                .ToList();
            // A part may have had nothing to do, and then no run says which one it is: it can only be one of the last.
            var silent = reports.Length - runs.Select(r => r.Report).Distinct().Count();
            return [.. missing.Take(missing.Count - silent).Select(s => s.ToString())];
        }
    }

    /// <summary>The parts that several reports are of.</summary>
    public ImmutableArray<string> Doubled =>
        [.. Shards.GroupBy(s => s.Shard).Where(g => g.Count() > 1).Select(g => g.Key.ToString()).Order(StringComparer.Ordinal)];

    private static IEnumerable<(BatchSlot? Slot, Action<Action<RunEvent>> Tell)> RunsOf(ReportContent report)
    {
        foreach (var run in report.Runs)
            yield return (run.Slot, run.Tell);
        foreach (var run in report.NotStarted)
            yield return (run.Slot, hear => hear(run));
    }

    private IEnumerable<(int Report, Shard Shard)> Shards =>
        runs.Select(r => (r.Report, Shard: r.Slot?.Shard is { } text ? Shard.Read(text) : null))
            .Where(r => r.Shard is not null)
            .Select(r => (r.Report, r.Shard!))
            .Distinct();

    public void Dispose()
    {
        foreach (var report in reports)
            report.Dispose();
    }
}
