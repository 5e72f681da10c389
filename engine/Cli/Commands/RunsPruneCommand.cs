using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using PingOneScenarios.Cli.Display.Runs;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s runs prune</c>: forgets old runs that nothing hangs on.</summary>
internal sealed class RunsPruneCommand(Terminal terminal, JournalDoor door)
{
    private readonly JournalQuestion question = new(terminal, door);
    private readonly Option<int> days = Number("--keep-days", "Keep runs that are not older; 30 if not given.", 30, most: 36_500);
    private readonly Option<int> runs = Number(
        "--keep-runs",
        "Keep at most so many, the newest; 1000 if not given.",
        1000,
        most: int.MaxValue
    );
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Only say which runs would be forgotten." };

    public Command Command
    {
        get
        {
            var command = new Command("prune", "Erase old runs; never one that is not over, is in doubt, or left something behind.")
            {
                days,
                runs,
                dryRun,
                question.Journal,
            };
            command.SetAction(
                (parsed, ct) => question.AskAsync(parsed, changes: true, (journal, all) => PruneAsync(parsed, journal, all, ct), ct)
            );
            return command;
        }
    }

    private async Task<int> PruneAsync(ParseResult parsed, ReadJournal? journal, ImmutableArray<JournaledRun> all, CancellationToken ct)
    {
        var rule = new PruneRule(TimeSpan.FromDays(parsed.GetValue(days)), parsed.GetValue(runs));
        var (gone, kept) = rule.Divide(all.Select(StandingRun.Of), TimeProvider.System.GetUtcNow());
        var isTrial = parsed.GetValue(dryRun);
        if (!gone.IsEmpty && !isTrial)
            await journal!.ForgetAsync(gone.Select(g => g.Run), ct);
        var batches = journal is null ? [] : await journal.BatchesAsync(ct);
        var (goneBatches, keptBatches) = rule.Divide(batches, TimeProvider.System.GetUtcNow());
        if (!goneBatches.IsEmpty && !isTrial)
            await journal!.ForgetAsync(goneBatches, ct);
        foreach (var line in PruneText.Of(gone, kept, isTrial).Concat(PruneText.Of(goneBatches, keptBatches, isTrial)))
            await terminal.Output.WriteLineAsync(line);
        return ExitCode.Passed;
    }

    private static Option<int> Number(string name, string description, int usual, int most) =>
        new(name)
        {
            Description = description,
            HelpName = "number",
            DefaultValueFactory = _ => usual,
            CustomParser = written =>
            {
                var text = written.Tokens[0].Value;
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most)
                    return number;
                written.AddError($"{name} takes a whole number from 0 on, this is \"{text}\"");
                return usual;
            },
        };
}
