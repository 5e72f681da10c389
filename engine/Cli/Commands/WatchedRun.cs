using System.Collections.Immutable;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Cli.Many;
using PingOneScenarios.Cli.Reports;
using PingOneScenarios.Cli.Telemetry;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Batch;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Leaks;

namespace PingOneScenarios.Cli.Commands;

/// <summary>Scenarios that are run, with their reports, and everything written of them looked through for their secrets at the end.</summary>
internal sealed class WatchedRun : IDisposable
{
    private readonly Terminal terminal;
    private readonly CancellationToken abort;
    private readonly ArtefactScan scan;
    private readonly ReportSet reports;
    private readonly GitHubAnnotations annotations;

    private const int MostFailures = 200;

    private readonly List<ObserverFailure> failures = [];
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

    /// <summary>Ends even <c>finally</c> and undo.</summary>
    public CancellationToken Abort => abort;

    /// <summary>Those who hear the runs besides a display, one run after the other.</summary>
    public ImmutableArray<IRunObserver> Listeners => telemetry is null ? [annotations, reports] : [annotations, reports, telemetry];

    /// <summary>Gives the exit code of scenarios that are run one after the other.</summary>
    /// <param name="prepared">Ready to run, all of them.</param>
    /// <param name="display">Writes to <see cref="Watched"/>.</param>
    /// <param name="gate">Is asked at the steps where it wants to be; null runs without a stop.</param>
    /// <param name="ct">Ends in order.</param>
    public Task<int> RunAsync(IReadOnlyList<PreparedRun> prepared, IRunDisplay display, IStepGate? gate, CancellationToken ct)
    {
        var many = ManyRuns.Of(prepared.Count) with { Wishes = new BatchWishes { Gate = gate } };
        return new BatchWatch(this, many).RunAsync(many.Items(prepared, new RunDress(run => run)), display, ct);
    }

    /// <summary>A writer whose text is looked through for secrets.</summary>
    /// <param name="name">Of what is written, for people.</param>
    /// <param name="writer">Where its text goes.</param>
    public TextWriter Watch(string name, TextWriter writer) => scan.Watch(name, writer);

    /// <summary>Observers that threw; they hear nothing more.</summary>
    public void Add(IEnumerable<ObserverFailure> thrown)
    {
        // One that threw for a run throws for others.
        if (failures.Count < MostFailures)
            failures.AddRange(thrown);
    }

    /// <summary>The runs are over: what was exported leaves, for a few seconds at most.</summary>
    public async Task DeliverAsync()
    {
        if (telemetry is not null)
            await telemetry.FinishAsync(abort);
    }

    /// <summary>What waited for its turn could not be told to the reports.</summary>
    public void AddUntold(IOException? failure) => Add(failure is null ? [] : [new ObserverFailure(reports, failure)]);

    /// <summary>The exit code of what ended so; a secret that stands in the clear is told whatever else went wrong.</summary>
    /// <param name="codes">Of the runs.</param>
    /// <param name="isSound">Whether all was written as it should be.</param>
    public int CodeOf(IEnumerable<int> codes, bool isSound) =>
        HasLeaked ? ExitCode.Broken : ExitCode.Gravest(isSound ? codes : codes.Append(ExitCode.Broken));

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

    public void Dispose()
    {
        reports.Dispose();
        telemetry?.Dispose();
    }

    /// <summary>Whether all reports are written, everybody heard of everything, and nothing that was written holds a secret. Once, at the end.</summary>
    public bool Finish()
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
