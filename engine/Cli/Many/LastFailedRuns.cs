using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Batch;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Cli.Many;

/// <summary>What did not pass the last time, as the journal has it.</summary>
internal sealed class LastFailedRuns(Terminal terminal)
{
    /// <summary>Null after having said why nobody knows.</summary>
    /// <param name="wish">Which journal.</param>
    /// <param name="sequence">The runs, all of them.</param>
    /// <param name="prepared">Of the sequence.</param>
    /// <param name="ct">Ends the reading.</param>
    public async Task<FailedBefore?> ReadAsync(
        JournalWish wish,
        RunSequence sequence,
        IReadOnlyList<PreparedRun> prepared,
        CancellationToken ct
    )
    {
        var door = new JournalDoor(terminal);
        try
        {
            var path = door.PathOf(wish.Path);
            await using var journal = await door.LookAsync(path, changes: false, ct);
            if (journal is null)
                return Refuse(
                    $"there is no journal {path}, so nobody knows what failed last; name a JSON report: --last-failed=report.json"
                );
            var into = new RunJournal(journal.Opened, RunOwner.Here.ToString());
            string KeyOf(bool isAgain) => BatchOpening.SubjectOf(sequence, prepared, into, isAgain).KeyIn(journal.Opened.Key);
            var failed = new FailedBefore();
            foreach (var run in await LastFailed.OfAsync(journal.Opened, [KeyOf(false), KeyOf(true)], ct))
                failed.Add(run.Path, run.Environment, run.RowNumber);
            return failed;
        }
        catch (JournalException e)
        {
            return Refuse(JournalWords.Of(e));
        }
    }

    private FailedBefore? Refuse(string why)
    {
        terminal.Error.WriteLine(SafeText.Line($"p1s: {why}"));
        return null;
    }
}
