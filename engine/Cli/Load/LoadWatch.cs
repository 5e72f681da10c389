using PingOneScenarios.Cli.Commands;
using PingOneScenarios.Cli.Many;
using PingOneScenarios.Engine.Batch;
using PingOneScenarios.Engine.Batch.Load;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Load;

/// <summary>Runs a load of the runs of a command.</summary>
/// <param name="run">Who hears of it, and looks through what is written.</param>
/// <param name="many">How they are run.</param>
internal sealed class LoadWatch(WatchedRun run, ManyRuns many)
{
    /// <summary>Where the times of each second are written; null for nowhere.</summary>
    public HistogramLog? Log { get; init; }

    /// <summary>Whether nothing is shown but what is wrong.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Gives the exit code.</summary>
    /// <param name="items">Gives the runs, in their order, anew at each call.</param>
    /// <param name="ct">Begins no further run; those under way end in order.</param>
    public async Task<int> RunAsync(Func<IEnumerable<BatchItem>> items, CancellationToken ct)
    {
        using var all = new LoadItems(items);
        var told = new ObserverFanOut(run.Listeners);
        var limits = many.Limits.Values.SelectMany(l => l).DistinctBy(l => l.Measure);
        var load = new LoadRun(run.Watched, many.Load!.Plan, [.. limits], TimeProvider.System)
        {
            Reports = told,
            Log = Log,
            IsQuiet = IsQuiet,
        };
        var (code, isSound) = (ExitCode.Broken, false);
        try
        {
            code = await load.RunAsync((number, observer, end) => RunOneAsync(all, number, observer, end), ct);
        }
        finally
        {
            await run.DeliverAsync();
            run.Add(told.Failures);
            isSound = run.Finish();
        }
        return run.CodeOf([code], isSound);
    }

    private async Task<RunSummary?> RunOneAsync(LoadItems all, long number, IRunObserver observer, CancellationToken ct)
    {
        var prepared = await all.NextAsync(number, ct);
        if (prepared.NotStarted is { } stopped)
        {
            observer.Observe(stopped with { At = TimeProvider.System.GetUtcNow() });
            return null;
        }
        return (await prepared.RunAsync(observer, null, run.Abort, ct)).Summary;
    }
}
