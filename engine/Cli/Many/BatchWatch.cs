using PingOneScenarios.Cli.Commands;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Load;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Batch;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Comparing;

namespace PingOneScenarios.Cli.Many;

/// <summary>Runs the runs of a command, some at a time, and tells of them in their order.</summary>
/// <param name="run">Who hears of them, and looks through what is written.</param>
/// <param name="many">How they are run.</param>
internal sealed class BatchWatch(WatchedRun run, ManyRuns many)
{
    private const int WidthOfFiles = 80;

    private readonly RunEnds ends = new(run.Commands, run.IsLocal);
    private readonly BatchLimits? limits = many.Limits.IsEmpty ? null : new BatchLimits(many.Limits, TimeProvider.System);
    private readonly MatrixReport? matrix = many.IsMatrix ? new MatrixReport() : null;

    /// <summary>Whether every run of the command was begun.</summary>
    public bool HasBegunAll { get; private set; }

    /// <summary>Gives the exit code.</summary>
    /// <param name="items">The runs.</param>
    /// <param name="display">Writes to what is looked through.</param>
    /// <param name="ct">Ends in order.</param>
    public async Task<int> RunAsync(IEnumerable<BatchItem> items, IRunDisplay display, CancellationToken ct)
    {
        // What shows the moment hears it at once; all else hears one run after the other.
        var isAhead = many.Wishes.Parallel > 1 && display.IsLive;
        var told = new ObserverFanOut([
            .. Listeners(isAhead ? null : display),
            .. run.Listeners,
            .. Listeners(matrix),
            .. Listeners(limits),
        ]);
        var ahead = isAhead ? new ObserverFanOut(display) : null;
        using var order = ScenarioReports.Order(told);
        var runner = new BatchRunner(many.Wishes, order, Take, ahead, TimeProvider.System);
        var isSound = false;
        try
        {
            await runner.RunAsync(items, run.Abort, ct);
        }
        finally
        {
            HasBegunAll = runner.HasBegunAll;
            try
            {
                await FinishAsync(display, runner.HasStopped);
            }
            finally
            {
                run.Add(told.Failures.Concat(ahead?.Failures ?? []));
                run.AddUntold(order.Failure);
                isSound = AreWritten() & run.Finish();
            }
        }
        return run.CodeOf(limits?.Judge(run.Watched, ends.Codes, many.IsQuiet) ?? ends.Codes, isSound);
    }

    private static IEnumerable<IRunObserver> Listeners(IRunObserver? one) => one is null ? [] : [one];

    private void Take(BatchEnd end)
    {
        many.Outcomes?.Add(end);
        ends.Add(end);
        run.Add(end.Result?.Failures ?? []);
    }

    private async Task FinishAsync(IRunDisplay display, bool hasStopped)
    {
        display.Finish();
        matrix?.Complete();
        var width = run.Watched.IsLive ? run.Watched.Width - 1 : WidthOfFiles;
        foreach (var line in matrix?.Matrix is { } compared ? MatrixText.Lines(compared, width) : [])
            await run.Watched.Output.WriteLineAsync(SafeText.Line(line));
        foreach (var line in many.IsQuiet ? [] : many.Outcomes?.Lines() ?? [])
            await run.Watched.Output.WriteLineAsync(SafeText.Line(line));
        foreach (var line in ends.Lines())
            await run.Watched.Error.WriteLineAsync(SafeText.Line(line));
        if (hasStopped)
            await run.Watched.Error.WriteLineAsync("p1s: no more runs were begun, as --stop-after says");
        await run.DeliverAsync();
    }

    private bool AreWritten()
    {
        if (many.Outcomes?.Complete() is not { } failure)
            return true;
        Problems.Print(run.Watched, [failure]);
        return false;
    }
}
