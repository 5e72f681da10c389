using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Display.Runs;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Cli.Reports;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Leaks;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s show</c>: a run that was written down, as it was printed.</summary>
internal sealed class ShowCommand(Terminal terminal, JournalDoor door)
{
    private readonly JournalQuestion question = new(terminal, door);
    private readonly Argument<string> id = new("run") { Description = "The id of a run, or how it begins; p1s runs lists them." };
    private readonly ReportOptions reports = new();
    private readonly Option<bool> verbose = new("--verbose", "-v")
    {
        Description = "Print each request as sent and each answer as received, secrets masked.",
    };
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "Print only what did not pass." };

    public Command Command
    {
        get
        {
            var command = new Command("show", "Print a run that was written down, and make reports of it.") { id };
            command.Add(verbose);
            command.Add(quiet);
            reports.AddTo(command);
            command.Add(question.Journal);
            id.Validators.Add(WrongUse.RefuseOptions);
            command.Validators.Add(FindConflicts);
            command.SetAction(
                (parsed, ct) => question.AskAsync(parsed, changes: false, (journal, all) => ShowAsync(parsed, journal, all, ct), ct)
            );
            return command;
        }
    }

    private void FindConflicts(CommandResult result)
    {
        if (OperatorOptions.IsWritten(result, verbose) && OperatorOptions.IsWritten(result, quiet))
            result.AddError("--verbose and --quiet exclude each other");
    }

    private async Task<int> ShowAsync(ParseResult parsed, ReadJournal? journal, ImmutableArray<JournaledRun> all, CancellationToken ct)
    {
        if (await JournalQuestion.BatchAsync(journal, all, parsed.GetValue(id)!, ct) is { } batch)
            return Say(BatchWords.Of(batch, question.CommandsOf(parsed)));
        if (await question.FindAsync(journal, all, [parsed.GetValue(id)!], ct) is not [var run])
            return ExitCode.WrongUse;
        var (rows, broken) = await journal!.RowsAsync(run, ct);
        if (rows is [var only] && ClosingRow.Is(only))
            return Say([
                $"the run {run.Id} of the batch {run.Batch} has passed and left nothing behind, so only that is kept of it",
                $"  {RunWords.When(run.StartedAt)}, {run.StepsDone} steps{(run.RowNumber is { } number ? $", row {number}" : "")}",
            ]);
        List<RunEvent> events = [.. StoredRun.EventsOf(rows)];
        // What was told first may hold what the run learned later to be a secret.
        var (secrets, known) = (new SecretScan(), KnownSecrets.In(rows));
        using var held = secrets.Watch(() => known);
        var scan = new ArtefactScan(secrets);
        var watched = terminal.With(scan.Watch("standard output", terminal.Output), terminal.Error);
        using var written = new ReportSet(reports.Of(parsed), scan);
        if (written.Refusals.Any())
            return written.Refusals.Select(question.Refuse).Last();
        var inDoubt = rows.IsEmpty ? [] : StoredRun.InDoubt(rows[^1]);
        Print(parsed, watched, events, !inDoubt.IsEmpty, written);
        foreach (
            var line in StandingText.Of(StandingRun.Of(run), events, inDoubt, StoredRun.HasTakenBack(rows), question.CommandsOf(parsed))
        )
            await watched.Output.WriteLineAsync(SafeText.Line(line));
        return Complete(written, scan, broken);
    }

    private int Say(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            terminal.Output.WriteLine(SafeText.Line(line));
        return ExitCode.Passed;
    }

    private void Print(ParseResult parsed, Terminal watched, List<RunEvent> events, bool isInDoubt, ReportSet written)
    {
        var wishes = new DisplayWishes(parsed.GetValue(quiet), parsed.GetValue(verbose), IsEmulator: false, Scenarios: 1);
        using var display = new RunDisplay(watched, wishes, TimeProvider.System);
        foreach (var happened in events)
        {
            display.Observe(happened);
            written.Observe(happened);
        }
        display.Finish();
        if (OpenEnd.Of(events, isInDoubt) is { } end)
            written.Observe(end);
    }

    private int Complete(ReportSet written, ArtefactScan scan, JournalException? broken)
    {
        var failures = written.Complete();
        foreach (var failure in failures)
            terminal.Error.WriteLine($"p1s: {failure.Reason}");
        if (broken is not null)
            terminal.Error.WriteLine(SafeText.Line($"p1s: {JournalWords.Of(broken)}"));
        var findings = scan.Findings();
        foreach (var finding in findings)
            terminal.Error.WriteLine(SafeText.Line(finding));
        return failures.Count == 0 && broken is null && findings.Count == 0 ? ExitCode.Passed : ExitCode.Broken;
    }
}
