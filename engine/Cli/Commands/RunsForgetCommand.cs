using System.Collections.Immutable;
using System.CommandLine;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Display.Runs;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s runs forget</c>: erases runs by their ids.</summary>
internal sealed class RunsForgetCommand(Terminal terminal, JournalDoor door)
{
    private readonly JournalQuestion question = new(terminal, door);
    private readonly Argument<string[]> ids = new("run")
    {
        Description = "Ids of runs or of batches, or how they begin.",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<bool> yes = new("--yes", "-y") { Description = "Forget them whatever hangs on them." };

    public Command Command
    {
        get
        {
            var command = new Command("forget", "Erase runs from the journal.") { ids, yes, question.Journal };
            ids.Validators.Add(WrongUse.RefuseOptions);
            command.SetAction(
                (parsed, ct) => question.AskAsync(parsed, changes: true, (journal, all) => ForgetAsync(parsed, journal, all, ct), ct)
            );
            return command;
        }
    }

    private async Task<int> ForgetAsync(ParseResult parsed, ReadJournal? journal, ImmutableArray<JournaledRun> all, CancellationToken ct)
    {
        var batches = new List<StandingBatch>();
        var others = new List<string>();
        foreach (var written in parsed.GetValue(ids)!)
        {
            if (await JournalQuestion.BatchAsync(journal, all, written, ct) is { } batch)
                batches.Add(batch);
            else
                others.Add(written);
        }
        if (await question.FindAsync(journal, all, others, ct) is not { } found)
            return ExitCode.WrongUse;
        if (batches.Find(b => b.Standing == RunStanding.Running) is { } busy)
            return question.Refuse($"the batch {busy.Id} is running; end it first, and look what it left behind");
        List<StandingRun> runs = [.. found.Select(StandingRun.Of)];
        if (runs.Find(r => r.Standing == RunStanding.Running) is { } running)
            return question.Refuse($"the run {running.Run.Id} is running; end it first, and look what it left behind");
        if (!IsWanted(parsed, [.. runs.Where(r => r.IsNeeded)], [.. batches.Where(b => b.IsNeeded)]))
            return ExitCode.WrongUse;
        if (!found.IsEmpty)
            await journal!.ForgetAsync(found, ct);
        if (batches.Count > 0)
            await journal!.ForgetAsync(batches, ct);
        await terminal.Output.WriteLineAsync($"forgotten: {string.Join(", ", found.Select(r => r.Id).Concat(batches.Select(b => b.Id)))}");
        return ExitCode.Passed;
    }

    private bool IsWanted(ParseResult parsed, List<StandingRun> needed, List<StandingBatch> batches)
    {
        if (needed.Count + batches.Count == 0 || parsed.GetValue(yes))
            return true;
        foreach (var batch in batches)
            terminal.Error.WriteLine(SafeText.Line($"p1s: {PruneText.Loss(batch)}"));
        foreach (var run in needed)
            terminal.Error.WriteLine(SafeText.Line($"p1s: {PruneText.Loss(run)}"));
        if (terminal.Ask("Forget it all the same? yes or no", "no") is "yes" or "y")
            return true;
        var left = needed.Find(r => r.Run.LeftBehind > 0)?.Run.Id ?? batches.Find(b => b.Listed.LeftBehind > 0)?.Id;
        var undo = left is null ? "" : $"{question.CommandsOf(parsed).Undo(left)} takes back what is left, ";
        terminal.Error.WriteLine(SafeText.Line($"nothing was forgotten; {undo}--yes forgets it all the same"));
        return false;
    }
}
