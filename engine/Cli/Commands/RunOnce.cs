using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Cli.Load;
using PingOneScenarios.Cli.Many;
using PingOneScenarios.Cli.Pausing;
using PingOneScenarios.Cli.Reports;
using PingOneScenarios.Cli.Telemetry;
using PingOneScenarios.Cli.Undoing;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Batch;
using PingOneScenarios.Engine.Batch.Load;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Cli.Commands;

/// <summary>Runs the scenarios of a command line once: says what is wrong with them, or runs them with their display and their reports.</summary>
internal sealed class RunOnce(Terminal terminal, WatchedRunOptions options, Workspace workspace, CancellationToken abort)
{
    /// <summary>Where the runs stop; null for nowhere.</summary>
    public PausePoints? Pauses { get; init; }

    /// <summary>What is said of the journal; null writes no run down.</summary>
    public JournalWish? Journal { get; init; }

    /// <summary>How commands are typed that go on with a run that is written down.</summary>
    public RunCommands? Commands { get; init; }

    /// <summary>Asks before the first request; null when nobody is to be asked.</summary>
    public UndoConsent? Consent { get; init; }

    /// <summary>The runs; null for each scenario once, one after the other.</summary>
    public ManyRuns? Many { get; init; }

    /// <summary>A file that is read beside those of the scenarios; null for none.</summary>
    public string? Read { get; init; }

    /// <summary>Whether something that was written holds a secret.</summary>
    public bool HasLeaked { get; private set; }

    /// <summary>Gives the exit code.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="prepared">Its scenarios.</param>
    /// <param name="ct">Ends in order.</param>
    public async Task<int> RunAsync(ParseResult parsed, IReadOnlyList<PreparedRun> prepared, CancellationToken ct)
    {
        var problems = prepared.SelectMany(p => p.Diagnostics).Select(p => p.Diagnostic).Distinct().ToList();
        var isSound = !problems.Exists(d => d.Severity == Severity.Error);
        var log = Many?.Load?.LogPath is null ? null : new HistogramLog(TimeProvider.System);
        var wanted = WantedOf(parsed, log);
        if (await StopAsync(parsed, prepared, wanted, isSound, ct) is { } code)
            return code;
        using var run = new WatchedRun(terminal, workspace.Secrets, wanted, abort)
        {
            Commands = Commands ?? new RunCommands(Journal?.Path),
            IsLocal = options.IsLocal(parsed),
        };
        if (run.Refusals.Any())
            return Refuse(run.Refusals);
        try
        {
            Problems.PrintBeforeRun(run.Watched, problems, options.IsQuiet(parsed));
            if (!isSound)
                return run.Refuse(prepared);
            if (options.ExportOf(parsed) is { } exported)
                run.Export(exported);
            return await BeginAsync(parsed, run, prepared, log, ct);
        }
        catch (DiagnosticException e) when (Many?.OpenBook is not null)
        {
            Problems.Print(terminal, [e.Diagnostic]);
            return ExitCode.WrongUse;
        }
        catch (JournalException e) when (Journal is not null)
        {
            return Refuse([$"{NotBegun}: {JournalWords.Of(e)}"], ExitCode.Broken);
        }
        finally
        {
            HasLeaked = run.HasLeaked;
        }
    }

    // Of a batch some may have ended before.
    private string NotBegun => Many?.OpenBook is null ? "the run did not begin" : "no more rows are begun";

    // The log of a load is written as reports are.
    private ImmutableArray<WantedReport> WantedOf(ParseResult parsed, HistogramLog? log) =>
        log is null ? options.ReportsOf(parsed) : options.ReportsOf(parsed).Add(new WantedReport(log.AsReport(), Many!.Load!.LogPath!));

    private async Task<int> BeginAsync(
        ParseResult parsed,
        WatchedRun run,
        IReadOnlyList<PreparedRun> prepared,
        HistogramLog? log,
        CancellationToken ct
    )
    {
        var many = (Many ?? ManyRuns.Of(prepared.Count)) with { IsQuiet = options.IsQuiet(parsed) };
        if (many.Outcomes?.Open(run.Watch) is { IsEmpty: false } refused)
        {
            Problems.Print(terminal, refused);
            return ExitCode.WrongUse;
        }
        await using var journal = await OpenAsync(parsed, ct);
        if (journal.Missing is not null && Journal!.IsRequired)
            return ExitCode.Broken;
        var dress = await DressAsync(many, prepared, journal, ct);
        if (many.Load is not null)
            return await new LoadWatch(run, many) { Log = log, IsQuiet = options.IsQuiet(parsed) }.RunAsync(
                () => many.Items(prepared, dress),
                ct
            );
        return await RunAsync(parsed, run, prepared, (many, dress), ct);
    }

    // What it is for is lost without one, so that is said however quiet the run is.
    private async Task<OpenedJournal> OpenAsync(ParseResult parsed, CancellationToken ct)
    {
        if (Journal is null)
            return OpenedJournal.None;
        var journal = await new JournalDoor(terminal).OpenAsync(Journal, options.IsRemote(parsed), ct);
        if (journal.Words is { } words)
            Refuse([words]);
        return journal;
    }

    private async Task<RunDress> DressAsync(ManyRuns many, IReadOnlyList<PreparedRun> prepared, OpenedJournal journal, CancellationToken ct)
    {
        if (journal.Rows is not { } rows)
            return new RunDress(many.Dressed) { Given = many.Given };
        var into = new RunJournal(rows, RunOwner.Here.ToString())
        {
            WithholdsSecrets = Journal!.WithholdsSecrets,
            LargestBody = Journal.LargestBody,
            IsRequired = Journal.IsRequired,
        };
        return new RunDress(run => many.Dressed(run).WrittenInto(into))
        {
            Given = many.Given,
            Book = many.OpenBook is { } open ? await open(prepared, into, ct) : null,
            Hide = text => Encoding.UTF8.GetBytes(rows.Key.HmacOf(text)),
        };
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        WatchedRun run,
        IReadOnlyList<PreparedRun> prepared,
        (ManyRuns Runs, RunDress Dress) wanted,
        CancellationToken ct
    )
    {
        var (many, dress) = (GoingOn(wanted.Runs, wanted.Dress.Book), wanted.Dress);
        using var display = new RunDisplay(run.Watched, WishesOf(parsed, many), TimeProvider.System);
        if (many.FirstLine is { } line && (!options.IsQuiet(parsed) || dress.Book?.GoesOn == true))
            await run.Watched.Output.WriteLineAsync(SafeText.Line(line));
        // Of several runs nobody knows which one is asked about.
        if (many.Count == 1 && terminal.CanBeAsked)
        {
            var written = dress.Written;
            dress = dress with { Written = p => written(p).Asking(new DoubtDialog(terminal, run.Watched, display)) };
        }
        var items = many.Items(prepared, dress);
        if (Pauses is not null)
            return await RunAsync(run, many, items, display, ct);
        var watch = new BatchWatch(run, many);
        var code = await watch.RunAsync(items, display, ct);
        if (watch.HasBegunAll && dress.Book is { } book)
            await book.EndAsync(CancellationToken.None);
        return code;
    }

    // What was done before is not done again.
    private static ManyRuns GoingOn(ManyRuns many, BatchBook? book) =>
        book?.FirstLine(many.Count, hasRows: true) is { } line
            ? many with
            {
                Count = many.Count - book.PassedOver,
                FirstLine = $"{line}; --new begins anew",
            }
            : many;

    // What stands in the way of a run beside its scenarios, as an exit code; null for nothing.
    private async Task<int?> StopAsync(
        ParseResult parsed,
        IReadOnlyList<PreparedRun> prepared,
        ImmutableArray<WantedReport> wanted,
        bool isSound,
        CancellationToken ct
    )
    {
        var pause = isSound ? Pauses?.Objection(prepared.SelectMany(p => p.Steps)) : null;
        var read = prepared.SelectMany(p => p.Files).Concat(Read is null ? [] : [Read]);
        if ((pause ?? ReportPlaces.OverRead(wanted, read)) is { } objection)
            return Refuse([objection]);
        if (isSound && LeakToCollector(parsed, prepared) is { } leak)
            return Refuse([leak], ExitCode.Refused);
        return isSound && Consent is not null ? await Consent.AskAsync(prepared[0], ct) : null;
    }

    // What an operator puts into these goes to the collector as it is, and the trace state to each server too (trust rule 10).
    private string? LeakToCollector(ParseResult parsed, IReadOnlyList<PreparedRun> prepared)
    {
        if (options.ExportOf(parsed)?.Trace is null)
            return null;
        foreach (var name in OtlpVariables.Told)
        {
            if (
                terminal.Variable(name) is { Length: > 0 } text
                && prepared.SelectMany(p => p.SecretsIn(text)).FirstOrDefault() is { } secret
            )
                return $"the variable {name} holds {secret}, and what it holds leaves with the telemetry (trust rule 10); take it out of there";
        }
        return null;
    }

    private int Refuse(IEnumerable<string> reasons, int code = ExitCode.WrongUse)
    {
        foreach (var reason in reasons)
            terminal.Error.WriteLine(SafeText.Line($"p1s: {reason}"));
        return code;
    }

    // Whoever goes through the steps wants to see each of them, of several scenarios too.
    private DisplayWishes WishesOf(ParseResult parsed, ManyRuns many) =>
        new(options.IsQuiet(parsed), options.IsVerbose(parsed), options.IsLocal(parsed), Pauses is null ? many.Count : 1)
        {
            IsParallel = many.Wishes.Parallel > 1,
            IsBulk = many.IsBulk,
            Noun = many.Noun,
        };

    private async Task<int> RunAsync(WatchedRun run, ManyRuns many, IEnumerable<BatchItem> items, RunDisplay display, CancellationToken ct)
    {
        using var quit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var dialog = new PauseDialog(terminal, run.Watched, Pauses!);
        var pauser = new Pauser(display, Pauses!, dialog, quit);
        return await new BatchWatch(run, many with { Wishes = new BatchWishes { Gate = pauser } }).RunAsync(items, pauser, quit.Token);
    }
}
