using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Cli.Reports;
using PingOneScenarios.Cli.Undoing;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s undo</c>: what a run left behind is taken back later.</summary>
internal sealed class UndoCommand(
    Terminal terminal,
    CommandLine commandLine,
    Workspace workspace,
    JournalDoor door,
    CancellationToken abort
)
{
    /// <summary>So that memory stays bounded.</summary>
    private const int MostAtOnce = 1000;

    private readonly JournalQuestion question = new(terminal, door);
    private readonly Argument<string> file = new("run")
    {
        Description =
            "The id of a run or of a batch that was written down, or how it begins; or a report that p1s run --report json=FILE wrote.",
        HelpName = "run or report.json",
    };
    private readonly WatchedRunOptions options = new(terminal, commandLine);
    private readonly Option<string?> run = new("--run")
    {
        Description = "Which run of the report, where several left something.",
        HelpName = "id",
    };
    private readonly Option<bool> yes = new("--yes", "-y") { Description = "Take it back without asking." };
    private readonly Option<bool> acceptChanges = new("--accept-changes")
    {
        Description = "Take the undo requests from the files as they are now, though they have changed since the run.",
    };

    public Command Command
    {
        get
        {
            var command = new Command("undo", "Take back what a run left behind.") { file };
            options.AddGifts(command);
            command.Add(run);
            command.Add(yes);
            command.Add(acceptChanges);
            options.AddDisplay(command);
            options.AddReports(command);
            command.Add(question.Journal);
            file.Validators.Add(WrongUse.RefuseOptions);
            command.Validators.Add(RefuseEmulator);
            command.SetAction(RunAsync);
            return command;
        }
    }

    // What is no file is a run.
    private Task<int> RunAsync(ParseResult parsed, CancellationToken ct) =>
        parsed.GetValue(file) is { } named && (Workspace.Exists(named) || named.AsSpan().ContainsAny('/', '.'))
            ? ReportAsync(parsed, ct)
            : question.AskAsync(parsed, changes: true, (journal, all) => JournalAsync(parsed, journal, all, ct), ct);

    private async Task<int> ReportAsync(ParseResult parsed, CancellationToken ct)
    {
        var (source, code) = Find(parsed);
        return source is null ? code : await TakeBackAsync(parsed, source, await BindAsync(source, parsed, ct), ct);
    }

    private async Task<int> JournalAsync(ParseResult parsed, ReadJournal? journal, ImmutableArray<JournaledRun> all, CancellationToken ct)
    {
        var batch = await JournalQuestion.BatchAsync(journal, all, parsed.GetValue(file)!, ct);
        if (batch is null && await question.FindAsync(journal, all, [parsed.GetValue(file)!], ct) is not [_])
            return ExitCode.WrongUse;
        var settings = options.Settings(parsed, null);
        if (settings is not { Environment: null, AllowOrigins.IsEmpty: true, AllowPrivate.IsEmpty: true } || settings.Inputs.Any())
            return question.Refuse(
                "a run that was written down is taken back with the environment, the inputs and the grants it had; leave --environment, --set, --allow-origin and --allow-private away"
            );
        return batch is null
            ? await RunAsync(
                parsed,
                journal!,
                (await question.FindAsync(journal, all, [parsed.GetValue(file)!], ct))!.Value[0],
                settings,
                ct
            )
            : await BatchAsync(parsed, journal!, batch, settings, ct);
    }

    // All its runs that left something, the newest first; what they would send is shown before the first request.
    private async Task<int> BatchAsync(
        ParseResult parsed,
        ReadJournal journal,
        StandingBatch batch,
        RunSettings settings,
        CancellationToken ct
    )
    {
        if (batch.Standing == RunStanding.Running)
            return question.Refuse($"the batch {batch.Id} is running; let it, or end it first");
        var left = (await journal.BatchedAsync(batch.Id, ct)).Where(r => r.LeftBehind > 0).OrderByDescending(r => r.StartedAt).ToList();
        if (left.Count == 0)
        {
            await terminal.Output.WriteLineAsync(SafeText.Line($"the batch {batch.Id} left nothing that can be taken back"));
            return ExitCode.Passed;
        }
        if (await BindAsync(parsed, journal, left.Take(MostAtOnce), settings, ct) is not { } sources)
            return ExitCode.WrongUse;
        var consent = new UndoConsent(terminal, commandLine, sources[0].Source)
        {
            IsGiven = parsed.GetValue(yes),
            IsQuiet = options.IsQuiet(parsed),
        };
        if (sources.TrueForAll(s => s.Run.CanRun) && await consent.AskAsync(sources, ct) is { } refused)
            return refused;
        var once = new RunOnce(terminal, options, workspace, abort) { Commands = question.CommandsOf(parsed) };
        var code = await once.RunAsync(parsed, [.. sources.Select(s => s.Run)], ct);
        if (left.Count > MostAtOnce)
            await terminal.Output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{left.Count - MostAtOnce:N0} more runs of the batch left something: type the same again"
                )
            );
        return code;
    }

    // Null after having said why one of them is not taken back.
    private async Task<List<(IUndoSource Source, PreparedRun Run)>?> BindAsync(
        ParseResult parsed,
        ReadJournal journal,
        IEnumerable<JournaledRun> runs,
        RunSettings settings,
        CancellationToken ct
    )
    {
        var sources = new List<(IUndoSource Source, PreparedRun Run)>();
        var place = commandLine.SpanOf(parsed.GetValue(file)!);
        foreach (var listed in runs)
        {
            if (GoingOn.Objection(StandingRun.Of(listed), TimeProvider.System.GetUtcNow()) is { } objection)
            {
                question.Refuse(objection);
                return null;
            }
            var kept = await KeptRun.ReadAsync(journal.OpenFor(listed), listed, ct);
            var into = kept.In(journal.OpenFor(listed), RunOwner.Here.ToString());
            var bound = (await KeptBinding.MakeAsync(workspace, kept.Head, settings, place, ct)).WrittenInto(into);
            if (!KeptBinding.IsAccepted(terminal, bound, kept, parsed.GetValue(acceptChanges)))
                return null;
            var source = new JournalUndo(kept, into);
            sources.Add((source, source.TakeBack(bound)));
        }
        return sources;
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        ReadJournal journal,
        JournaledRun listed,
        RunSettings settings,
        CancellationToken ct
    )
    {
        if (GoingOn.Objection(StandingRun.Of(listed), TimeProvider.System.GetUtcNow()) is { } objection)
            return question.Refuse(objection);
        var rows = journal.OpenFor(listed);
        var kept = await KeptRun.ReadAsync(rows, listed, ct);
        var into = kept.In(rows, RunOwner.Here.ToString());
        if (kept.Head.IsLocal)
            return question.Refuse("the run went to a local PingOne, which ended with it, and with all that was made there");
        if (listed.LeftBehind == 0)
        {
            await terminal.Output.WriteLineAsync(SafeText.Line($"the run {listed.Id} left nothing that can be taken back"));
            return ExitCode.Passed;
        }
        var place = commandLine.SpanOf(parsed.GetValue(file)!);
        var bound = (await KeptBinding.MakeAsync(workspace, kept.Head, settings, place, ct)).WrittenInto(into);
        return KeptBinding.IsAccepted(terminal, bound, kept, parsed.GetValue(acceptChanges))
            ? await TakeBackAsync(parsed, new JournalUndo(kept, into), bound, ct)
            : ExitCode.WrongUse;
    }

    private async Task<int> TakeBackAsync(ParseResult parsed, IUndoSource source, PreparedRun bound, CancellationToken ct)
    {
        var prepared = source.TakeBack(bound);
        var consent = new UndoConsent(terminal, commandLine, source) { IsGiven = parsed.GetValue(yes), IsQuiet = options.IsQuiet(parsed) };
        var once = new RunOnce(terminal, options, workspace, abort)
        {
            Consent = consent,
            Read = source.File,
            Commands = question.CommandsOf(parsed),
        };
        return await once.RunAsync(parsed, [prepared], ct);
    }

    // The one place that tells what an argument names.
    private (IUndoSource? Source, int Code) Find(ParseResult parsed)
    {
        var path = parsed.GetValue(file)!;
        var events = new List<RunEvent>();
        if (StoredReport.Read(terminal, path, events) is null)
            return (null, ExitCode.Invalid);
        var choice = ReportChoice.Of(path, events, parsed.GetValue(run));
        if (choice.Run is { } told)
            return (new ReportUndo(path, told, parsed.GetValue(acceptChanges)), ExitCode.Passed);
        (choice.Code == ExitCode.Passed ? terminal.Output : terminal.Error).WriteLine(SafeText.Line(choice.Reason));
        return (null, choice.Code);
    }

    private async Task<PreparedRun> BindAsync(IUndoSource source, ParseResult parsed, CancellationToken ct)
    {
        // What a report calls a file is a file, never a pipe.
        var named = new NamedFile(source.Scenario, new SourceText(source.File ?? source.Name, "").Beginning, WasFound: false);
        var loaded = await workspace.LoadAsync([named], ct);
        return await loaded[0].BindAsync(options.Settings(parsed, null), ct);
    }

    private void RefuseEmulator(CommandResult result)
    {
        if (options.NeedsLocal(result))
            result.AddError("a local PingOne is gone with its run, and all that was made there; name the environment the run was for");
    }
}
