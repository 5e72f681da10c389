using System.Collections.Immutable;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Cli.Load;
using PingOneScenarios.Cli.Many;
using PingOneScenarios.Cli.Reports;
using PingOneScenarios.Cli.Rows;
using PingOneScenarios.Cli.Telemetry;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Batch;
using PingOneScenarios.Engine.Batch.Load;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Leaks;
using PingOneScenarios.Engine.Reporting.Comparing;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Commands;

/// <summary>Scenarios that are run, with their reports, and everything written of them looked through for their secrets at the end.</summary>
internal sealed class WatchedRun : IDisposable
{
    private readonly Terminal terminal;
    private readonly CancellationToken abort;
    private readonly ArtefactScan scan;
    private readonly ReportSet reports;
    private readonly GitHubAnnotations annotations;

    /// <summary>What is said of runs at the end.</summary>
    private const int MostLines = 200;

    /// <summary>The same of rows, of which there may be many.</summary>
    private const int MostOfRows = 10;

    private readonly List<ObserverFailure> failures = [];
    private readonly HashSet<int> codes = [];
    private readonly List<string> journaled = [];
    private readonly PassedOver before = new();
    private string? moreJournaled;
    private TelemetryExport? telemetry;

    /// <param name="terminal">The real one.</param>
    /// <param name="secrets">Learns what the runs held.</param>
    /// <param name="wanted">The reports to write.</param>
    /// <param name="abort">Ends even <c>finally</c> and undo.</param>
    public WatchedRun(Terminal terminal, SecretScan secrets, ImmutableArray<WantedReport> wanted, CancellationToken abort)
    {
        (this.terminal, this.abort) = (terminal, abort);
        scan = new ArtefactScan(secrets);
        Watched = terminal.With(scan.Watch("standard output", terminal.Output), scan.Watch("standard error", terminal.Error));
        reports = new ReportSet(wanted, scan);
        annotations = new GitHubAnnotations(Watched, isSilent: reports.Refusals.Any());
    }

    /// <summary>Where all that a run prints is to be written.</summary>
    public Terminal Watched { get; }

    /// <inheritdoc cref="ReportSet.Refusals"/>
    public IEnumerable<string> Refusals => reports.Refusals;

    /// <summary>How commands are typed that go on with a run that is written down.</summary>
    public required RunCommands Commands { get; init; }

    /// <summary>Whether the runs go to a local PingOne, which is gone with them.</summary>
    public bool IsLocal { get; init; }

    /// <summary>From now on the runs are exported too.</summary>
    public void Export(OtlpSettings settings) =>
        telemetry = TelemetryExport.Start(settings, scan.Watch("telemetry", TextWriter.Null), Watched.Error);

    /// <summary>Whether something that was written holds a secret; known when the runs have ended.</summary>
    public bool HasLeaked { get; private set; }

    /// <summary>Gives the exit code of scenarios that are run one after the other.</summary>
    /// <param name="prepared">Ready to run, all of them.</param>
    /// <param name="display">Writes to <see cref="Watched"/>.</param>
    /// <param name="gate">Is asked at the steps where it wants to be; null runs without a stop.</param>
    /// <param name="ct">Ends in order.</param>
    public Task<int> RunAsync(IEnumerable<PreparedRun> prepared, IRunDisplay display, IStepGate? gate, CancellationToken ct) =>
        RunAsync(prepared.Select((p, i) => BatchItem.Of(p, i)), new BatchWishes { Gate = gate }, display, ct);

    /// <summary>Gives the exit code.</summary>
    /// <param name="items">The runs.</param>
    /// <param name="wishes">How many at a time.</param>
    /// <param name="display">Writes to <see cref="Watched"/>.</param>
    /// <param name="ct">Ends in order.</param>
    public async Task<int> RunAsync(IEnumerable<BatchItem> items, BatchWishes wishes, IRunDisplay display, CancellationToken ct)
    {
        // What shows the moment hears it at once; all else hears one run after the other.
        var isAhead = wishes.Parallel > 1 && display.IsLive;
        var limits = Limits.IsEmpty ? null : new BatchLimits(Limits, TimeProvider.System);
        var matrix = ComparesEnvironments ? new MatrixReport() : null;
        var told = new ObserverFanOut([
            .. Others(isAhead ? null : display),
            annotations,
            reports,
            .. Others(matrix),
            .. Others(limits),
            .. Others(telemetry),
        ]);
        var ahead = isAhead ? new ObserverFanOut(display) : null;
        using var order = ScenarioReports.Order(told);
        var runner = new BatchRunner(wishes, order, Take, ahead, TimeProvider.System);
        var isSound = false;
        try
        {
            await runner.RunAsync(items, abort, ct);
        }
        finally
        {
            HasBegunAll = runner.HasBegunAll;
            try
            {
                display.Finish();
                matrix?.Complete();
                foreach (
                    var line in matrix?.Matrix is { } compared ? MatrixText.Lines(compared, Watched.IsLive ? Watched.Width - 1 : 80) : []
                )
                    await Watched.Output.WriteLineAsync(SafeText.Line(line));
                await TellEndAsync(runner.HasStopped);
                if (telemetry is not null)
                    await telemetry.FinishAsync(abort);
            }
            finally
            {
                failures.AddRange(told.Failures.Concat(ahead?.Failures ?? []));
                if (order.Failure is { } failure)
                    failures.Add(new ObserverFailure(reports, failure));
                isSound = Complete(Outcomes) & Finish();
            }
        }
        return CodeOf(limits?.Judge(Watched, codes) ?? codes, isSound);
    }

    /// <summary>Gives the exit code of a load.</summary>
    /// <param name="items">Gives the runs, in their order, anew at each call.</param>
    /// <param name="wish">What is asked for.</param>
    /// <param name="isQuiet">Whether nothing is shown but what is wrong.</param>
    /// <param name="ct">Begins no further run; those under way end in order.</param>
    public async Task<int> RunLoadAsync(Func<IEnumerable<BatchItem>> items, LoadWish wish, bool isQuiet, CancellationToken ct)
    {
        using var all = new LoadItems(items);
        var told = new ObserverFanOut([annotations, reports, .. Others(telemetry)]);
        var load = new LoadRun(Watched, wish.Plan, [.. Limits.Values.SelectMany(l => l).DistinctBy(l => l.Measure)], TimeProvider.System)
        {
            Reports = told,
            Log = LoadLog,
            IsQuiet = isQuiet,
        };
        var isSound = false;
        try
        {
            codes.Add(await load.RunAsync((number, observer, end) => RunOneAsync(all, number, observer, end), ct));
        }
        finally
        {
            if (telemetry is not null)
                await telemetry.FinishAsync(abort);
            failures.AddRange(told.Failures);
            isSound = Finish();
        }
        return CodeOf(codes, isSound);
    }

    private async Task<RunSummary?> RunOneAsync(LoadItems all, long number, IRunObserver observer, CancellationToken ct)
    {
        var prepared = await all.NextAsync(number, ct);
        if (prepared.NotStarted is { } stopped)
        {
            observer.Observe(stopped with { At = TimeProvider.System.GetUtcNow() });
            return null;
        }
        return (await prepared.RunAsync(observer, null, abort, ct)).Summary;
    }

    /// <summary>Where the times of each second of a load are written; null for nowhere.</summary>
    public HistogramLog? LoadLog { get; init; }

    /// <summary>What the runs must keep to, by the path of their scenario.</summary>
    public ImmutableDictionary<string, ImmutableArray<Limit>> Limits { get; init; } =
        ImmutableDictionary<string, ImmutableArray<Limit>>.Empty;

    /// <summary>Whether scenarios run against several environments, which are compared at the end.</summary>
    public bool ComparesEnvironments { get; init; }

    /// <summary>Where it is written what became of rows; null for nowhere.</summary>
    public OutcomeFiles? Outcomes { get; init; }

    /// <summary>Whether every run of the command was begun.</summary>
    public bool HasBegunAll { get; private set; }

    /// <summary>A writer whose text is looked through for secrets.</summary>
    /// <param name="name">Of what is written, for people.</param>
    /// <param name="writer">Where its text goes.</param>
    public TextWriter Watch(string name, TextWriter writer) => scan.Watch(name, writer);

    private static IEnumerable<IRunObserver> Others(IRunObserver? other) => other is null ? [] : [other];

    private bool Complete(OutcomeFiles? outcomes)
    {
        if (outcomes?.Complete() is not { } failure)
            return true;
        Problems.Print(terminal, [failure]);
        return false;
    }

    private void Take(BatchEnd end)
    {
        Outcomes?.Add(end);
        if (end.Item.Standing is { } standing)
        {
            before.Add(standing);
            return;
        }
        if (end.Result is not { } result)
        {
            codes.Add(ExitCode.From(end.NotStarted!.Problems.Select(p => p.Diagnostic)));
            return;
        }
        codes.Add(ExitCode.From(result.Summary!));
        // An observer that threw for one run throws for others.
        if (failures.Count < MostLines)
            failures.AddRange(result.Failures);
        foreach (var line in Journaled(result))
        {
            if (journaled.Count < (end.Item.Row is null ? MostLines : MostOfRows))
                journaled.Add(line);
            else
                moreJournaled = end.Item.Slot.Batch ?? "";
        }
    }

    private async Task TellEndAsync(bool hasStopped)
    {
        foreach (var line in journaled)
            await Watched.Error.WriteLineAsync(SafeText.Line(line));
        if (moreJournaled is { } batch)
            await Watched.Error.WriteLineAsync(SafeText.Line($"p1s: and more of other runs; {Commands.List(batch)} lists them"));
        foreach (var line in before.Lines(Commands))
            await Watched.Error.WriteLineAsync(SafeText.Line(line));
        codes.UnionWith(before.Codes);
        if (hasStopped)
            await Watched.Error.WriteLineAsync("p1s: no more runs were begun, as --stop-after says");
    }

    private IEnumerable<string> Journaled(RunResult result) =>
        result.Journaled is { } end ? JournalEndText.Of(end, result.Summary!, IsLocal, Commands) : [];

    /// <summary>Gives the exit code of scenarios that cannot run.</summary>
    /// <param name="prepared">All of them, with what stands in their way.</param>
    public int Refuse(IEnumerable<PreparedRun> prepared)
    {
        var problems = new List<Diagnostic>();
        var observer = new ObserverFanOut(annotations, reports);
        foreach (var notStarted in prepared.Select(p => p.NotStarted).OfType<RunNotStarted>())
        {
            problems.AddRange(notStarted.Problems.Select(p => p.Diagnostic));
            observer.Observe(notStarted with { At = TimeProvider.System.GetUtcNow() });
        }
        failures.AddRange(observer.Failures);
        return CodeOf([ExitCode.From(problems)], Finish());
    }

    // That a secret stands in the clear is told whatever else went wrong.
    private int CodeOf(IEnumerable<int> codes, bool isSound) =>
        HasLeaked ? ExitCode.Broken : ExitCode.Gravest(isSound ? codes : codes.Append(ExitCode.Broken));

    public void Dispose()
    {
        reports.Dispose();
        telemetry?.Dispose();
    }

    // Whether all reports are written, everybody heard of everything, and nothing that was written holds a secret.
    private bool Finish()
    {
        annotations.Complete();
        var unwritten = reports.Complete();
        foreach (var reason in unwritten.Select(f => f.Reason).Concat(failures.Select(ReasonOf)))
            terminal.Error.WriteLine($"p1s: {reason}");
        var findings = scan.Findings();
        foreach (var finding in findings)
            terminal.Error.WriteLine(SafeText.Line(finding));
        HasLeaked = findings.Count > 0;
        var hasLost = terminal.TellLost(isReadToTheEnd: true) || terminal.HasLost;
        return !hasLost && !unwritten.Any(f => f.Counts) && failures.Count == 0 && !HasLeaked;
    }

    private string ReasonOf(ObserverFailure failure)
    {
        var name =
            failure.Observer is IRunDisplay ? "the display"
            : ReferenceEquals(failure.Observer, annotations) ? "the annotations of GitHub Actions"
            : ReferenceEquals(failure.Observer, reports) ? "the reports"
            : "the telemetry";
        var what =
            failure.Reason is IOException
                ? "could not be written"
                : $"failed ({failure.Reason.GetType().Name}), which is a fault of p1s, please report it";
        return $"{name} {what}; the runs went on without";
    }
}
