using System.Collections.Immutable;
using System.CommandLine;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Display.Runs;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s runs</c>: what a journal holds.</summary>
internal sealed class RunsCommand(Terminal terminal, JournalDoor door)
{
    private readonly JournalQuestion question = new(terminal, door);
    private readonly Option<string?> batch = new("--batch")
    {
        Description = "List the runs of this batch, by its id or how that begins; else each batch is one line.",
        HelpName = "id",
    };
    private readonly Option<string> format = ChoiceOption.Create("--format", "How to print the list.", "text", "json");

    public Command Command
    {
        get
        {
            var command = new Command("runs", "List the runs that were written down: how each ended, and what it left behind.")
            {
                batch,
                format,
                question.Journal,
                new RunsPruneCommand(terminal, door).Command,
                new RunsForgetCommand(terminal, door).Command,
            };
            command.SetAction(
                (parsed, ct) => question.AskAsync(parsed, changes: false, (journal, runs) => ListAsync(parsed, journal, runs, ct), ct)
            );
            return command;
        }
    }

    private async Task<int> ListAsync(ParseResult parsed, ReadJournal? journal, ImmutableArray<JournaledRun> runs, CancellationToken ct)
    {
        if (parsed.GetValue(batch) is { } named)
            return await JournalQuestion.BatchAsync(journal, [], named, ct) is { } found
                ? Print(parsed, await OfAsync(journal!, found, ct), [])
                : question.Refuse($"there is no batch {named}, or several begin so; p1s runs lists those there are");
        var (listed, locked) = await WithTitlesAsync(journal, runs, ct);
        var batches = journal is null ? [] : await journal.BatchesAsync(ct);
        // Whoever reads JSON gets each run.
        if (parsed.GetValue(format) == "json")
        {
            foreach (var one in batches)
                listed.AddRange(await OfAsync(journal!, one, ct));
            listed = [.. listed.OrderByDescending(r => r.Run.StartedAt)];
        }
        Print(parsed, listed, batches);
        if (locked is not null)
            await terminal.Error.WriteLineAsync(SafeText.Line($"p1s: scenarios without a title are encrypted: {JournalWords.Of(locked)}"));
        return ExitCode.Passed;
    }

    private static async Task<List<StandingRun>> OfAsync(ReadJournal journal, StandingBatch batch, CancellationToken ct) =>
        [.. (await journal.BatchedAsync(batch.Id, ct)).Select(run => StandingRun.Of(run) with { Title = batch.Title })];

    private int Print(ParseResult parsed, List<StandingRun> runs, ImmutableArray<StandingBatch> batches)
    {
        if (parsed.GetValue(format) == "json")
            terminal.Output.WriteLine(RunsJson.Write(runs));
        else
            RunsText.Write(terminal, runs, batches, question.CommandsOf(parsed));
        return ExitCode.Passed;
    }

    // Of several reasons why a title cannot be read the first is told.
    private static async Task<(List<StandingRun> Runs, JournalException? Locked)> WithTitlesAsync(
        ReadJournal? journal,
        ImmutableArray<JournaledRun> runs,
        CancellationToken ct
    )
    {
        JournalException? locked = null;
        var listed = new List<StandingRun>();
        var firsts = journal is null ? [] : await journal.FirstRowsAsync(ct);
        foreach (var run in runs)
        {
            var title = "";
            try
            {
                if (firsts.TryGetValue(run.Id, out var first))
                    title = StoredRun.TitleOf(journal!.Open(run, first));
            }
            catch (JournalException e)
            {
                locked ??= e;
                title = null;
            }
            listed.Add(StandingRun.Of(run) with { Title = title });
        }
        return (listed, locked);
    }
}
