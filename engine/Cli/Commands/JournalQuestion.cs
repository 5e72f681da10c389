using System.Collections.Immutable;
using System.CommandLine;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Cli.Commands;

/// <summary>What commands have in common that look into a journal: where it lies, and what is said when it cannot be opened.</summary>
internal sealed class JournalQuestion(Terminal terminal, JournalDoor door)
{
    /// <summary><c>--journal</c>.</summary>
    public Option<string?> Journal { get; } =
        JournalOption.Create("The file the runs are written down in; ~/.local/state/p1s/runs.db if not given.");

    /// <summary>How the commands are typed that go on with the runs of this journal.</summary>
    public RunCommands CommandsOf(ParseResult parsed) => new(parsed.GetValue(Journal));

    /// <summary>Gives the exit code.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="changes">Whether runs are to be forgotten.</param>
    /// <param name="answer">Gets the journal, null when nothing was ever written down, and its runs, the newest first.</param>
    /// <param name="ct">Ends the opening.</param>
    public async Task<int> AskAsync(
        ParseResult parsed,
        bool changes,
        Func<ReadJournal?, ImmutableArray<JournaledRun>, Task<int>> answer,
        CancellationToken ct
    )
    {
        try
        {
            var named = parsed.GetValue(Journal);
            var path = door.PathOf(named);
            await using var journal = await door.LookAsync(path, changes, ct);
            if (journal is null && named is not null)
                return Refuse($"there is no journal {path}; p1s run with --journal makes one");
            return await answer(journal, journal is null ? [] : await journal.ListAsync(ct));
        }
        catch (JournalException e)
        {
            await terminal.Error.WriteLineAsync(SafeText.Line($"p1s: {JournalWords.Of(e)}"));
            return ExitCode.Broken;
        }
    }

    /// <summary>Finds runs by what was typed.</summary>
    /// <returns>Null after having said of which there is none.</returns>
    public ImmutableArray<JournaledRun>? Find(ImmutableArray<JournaledRun> runs, IEnumerable<string> written)
    {
        var found = new List<JournaledRun>();
        var isSound = true;
        foreach (var text in written)
        {
            var (run, why) = RunIds.Find(runs, text);
            if (run is null)
                isSound = Refuse(why!) == ExitCode.Passed;
            else if (!found.Contains(run))
                found.Add(run);
        }
        return isSound ? [.. found] : null;
    }

    /// <summary>Finds runs by what was typed, those of batches too.</summary>
    /// <returns>Null after having said of which there is none.</returns>
    public async Task<ImmutableArray<JournaledRun>?> FindAsync(
        ReadJournal? journal,
        ImmutableArray<JournaledRun> runs,
        IReadOnlyCollection<string> written,
        CancellationToken ct
    )
    {
        var all = runs;
        foreach (var text in journal is null ? [] : written)
            all = all.AddRange(await journal!.FindBatchedAsync(text.ToLowerInvariant(), ct));
        return Find(all, written);
    }

    /// <summary>Finds a batch by its id, or how that begins, when no run alone is called so.</summary>
    public static async Task<StandingBatch?> BatchAsync(
        ReadJournal? journal,
        ImmutableArray<JournaledRun> runs,
        string written,
        CancellationToken ct
    )
    {
        if (journal is null || written.Length == 0 || runs.Any(r => r.Id.StartsWith(written, StringComparison.OrdinalIgnoreCase)))
            return null;
        var begin = (await journal.BatchesAsync(ct)).Where(b => b.Id.StartsWith(written, StringComparison.OrdinalIgnoreCase)).ToList();
        return begin is [var only] ? only : begin.Find(b => b.Id == written);
    }

    /// <summary>Says why a command cannot be obeyed; gives the exit code for that.</summary>
    public int Refuse(string why)
    {
        terminal.Error.WriteLine(SafeText.Line($"p1s: {why}"));
        return ExitCode.WrongUse;
    }
}
