using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Display.Runs;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s resume</c>: a run that was written down goes on where it stopped.</summary>
internal sealed class ResumeCommand(
    Terminal terminal,
    CommandLine commandLine,
    Workspace workspace,
    JournalDoor door,
    CancellationToken abort
)
{
    private readonly JournalQuestion question = new(terminal, door);
    private readonly Argument<string> id = new("run") { Description = "The id of a run, or how it begins; p1s runs lists them." };
    private readonly Option<string?> from = new("--from")
    {
        Description = "Do this step again, with all that depends on it; for a run that failed, after the file or the server was mended.",
        HelpName = "step",
    };
    private readonly Option<string[]> settle = SettleOption.Create();
    private readonly Option<string[]> set = new("--set", "-s")
    {
        Description = "Give a variable its value: one that a lost answer would have given, or that is good no longer. May be repeated.",
        HelpName = "name=value",
    };
    private readonly Option<bool> acceptChanges = new("--accept-changes")
    {
        Description = "Go on though files, inputs or grants have changed since the run began.",
    };
    private readonly WatchedRunOptions options = new(terminal, commandLine);

    public Command Command
    {
        get
        {
            var command = new Command("resume", "Go on with a run that was stopped, that waits for an answer, or that failed.") { id };
            command.Add(from);
            command.Add(settle);
            command.Add(set);
            command.Add(acceptChanges);
            options.AddDisplay(command);
            options.AddReports(command);
            command.Add(question.Journal);
            id.Validators.Add(WrongUse.RefuseOptions);
            set.Validators.Add(OperatorOptions.FindUnassigned);
            set.Validators.Add(RefuseUnknown);
            command.SetAction(
                (parsed, ct) => question.AskAsync(parsed, changes: true, (journal, all) => ResumeAsync(parsed, journal, all, ct), ct)
            );
            return command;
        }
    }

    private async Task<int> ResumeAsync(ParseResult parsed, ReadJournal? journal, ImmutableArray<JournaledRun> all, CancellationToken ct)
    {
        if (await JournalQuestion.BatchAsync(journal, all, parsed.GetValue(id)!, ct) is { } batch)
            return SayBatch(batch, question.CommandsOf(parsed));
        if (await question.FindAsync(journal, all, [parsed.GetValue(id)!], ct) is not [var listed])
            return ExitCode.WrongUse;
        var (wishes, run) = (WishesOf(parsed), StandingRun.Of(listed));
        if (GoingOn.Objection(run, TimeProvider.System.GetUtcNow()) is { } objection)
            return question.Refuse(objection);
        var rows = journal!.OpenFor(listed);
        var kept = await KeptRun.ReadAsync(rows, listed, ct);
        if (kept.Head.IsLocal)
            return question.Refuse(
                "the run went to a local PingOne, which ended with it, and with all that was made there; run the scenario anew"
            );
        if (GoingOn.IsOver(run, wishes))
            return SayOver(run, kept, question.CommandsOf(parsed));
        var place = commandLine.SpanOf(parsed.GetValue(id)!);
        var prepared = (await KeptBinding.MakeAsync(workspace, kept.Head, options.Settings(parsed, null), place, ct)).WrittenInto(
            kept.In(rows, RunOwner.Here.ToString())
        );
        if (!KeptBinding.IsAccepted(terminal, prepared, kept, parsed.GetValue(acceptChanges)))
            return ExitCode.WrongUse;
        var once = new RunOnce(terminal, options, workspace, abort) { Commands = question.CommandsOf(parsed) };
        return await once.RunAsync(parsed, [prepared.ToGoOn(kept, wishes)], ct);
    }

    private ResumeWishes WishesOf(ParseResult parsed) =>
        new()
        {
            Place = commandLine.SpanOf(parsed.GetValue(from) ?? (parsed.GetValue(settle) ?? []).FirstOrDefault() ?? parsed.GetValue(id)!),
            From = parsed.GetValue(from),
            Settled = SettleOption.Read(parsed.GetValue(settle)),
            Values = [.. (parsed.GetValue(set) ?? []).Select(CommandLine.Set).OfType<KeyValuePair<string, string>>()],
        };

    // As it is printed, for whoever forgets to fill it in.
    private static void RefuseUnknown(OptionResult set)
    {
        foreach (var token in set.Tokens.Where(t => t.Value.EndsWith("=" + RunCommands.Unknown, StringComparison.Ordinal)))
            set.AddError(
                $"--set {token.Value} wants a value in place of {RunCommands.Unknown}: what the server gave, which is to be looked up there"
            );
    }

    private int SayBatch(StandingBatch batch, RunCommands commands)
    {
        terminal.Error.WriteLine(
            SafeText.Line($"p1s: {batch.Id} is a batch, which goes on when the same is typed again; nothing was sent")
        );
        foreach (var line in BatchWords.Of(batch, commands))
            terminal.Error.WriteLine(SafeText.Line("  " + line));
        return ExitCode.WrongUse;
    }

    private int SayOver(StandingRun run, KeptRun kept, RunCommands commands)
    {
        var listed = run.Run;
        if (listed.Outcome is Outcome.Passed or Outcome.Skipped)
        {
            var undo = listed.LeftBehind == 0 ? "" : $"; {commands.Undo(listed.Id)} takes back what it made";
            terminal.Output.WriteLine(SafeText.Line($"the run {listed.Id} is over and has passed; there is nothing to go on with{undo}"));
            return ExitCode.Passed;
        }
        terminal.Error.WriteLine(SafeText.Line($"p1s: the run {listed.Id} is over: {GoingOn.EndOf(kept)}"));
        var canGoOn = GoingOn.TakenBack(kept) == 0;
        foreach (var line in DoubtWords.Of(listed.Id, GoingOn.InDoubt(kept), canGoOn, commands))
            terminal.Error.WriteLine(SafeText.Line("  " + line));
        if (listed.InDoubt == 0)
            terminal.Error.WriteLine(
                SafeText.Line(
                    !canGoOn ? "  what it made was taken back; run the scenario anew"
                    : GoingOn.FirstToMend(kept) is { } step ? $"  when what was wrong is mended: {commands.From(listed.Id, step)}"
                    : "  no step of the scenario itself went wrong; run the scenario anew"
                )
            );
        return listed.InDoubt > 0 ? ExitCode.InDoubt : ExitCode.WrongUse;
    }
}
