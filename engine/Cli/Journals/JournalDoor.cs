using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Cli.Journals;

/// <summary>Opens journals: where they lie, with the key that belongs to them.</summary>
/// <param name="terminal">Tells where the user's files are.</param>
/// <param name="openStore">Opens what lies at a path.</param>
internal sealed class JournalDoor(Terminal terminal, Func<string, CancellationToken, Task<IRunJournal>> openStore)
{
    private readonly JournalKeySource keys = new(terminal);
    private readonly JournalPlaces places = new(terminal.Variable);

    /// <summary>For runs that begin: the file and the key are made when there are none. Says nothing by itself.</summary>
    /// <param name="wish">What the command line says.</param>
    /// <param name="isRemote">Whether an environment is named, and it is not the local PingOne.</param>
    /// <param name="ct">Ends the opening.</param>
    public async Task<OpenedJournal> OpenAsync(JournalWish wish, bool isRemote, CancellationToken ct)
    {
        if (!wish.IsGranted(isRemote, terminal.Variable("CI")) || !wish.IsMissed(places.Runs))
            return OpenedJournal.None;
        JournalKey? key = null;
        try
        {
            var path = PathOf(wish.Path);
            key = await keys.GetAsync(path, makes: true, ct);
            return new OpenedJournal(new SealedJournal(await openStore(path, ct), key), null);
        }
        catch (JournalException e)
        {
            key?.Dispose();
            return new OpenedJournal(null, e);
        }
    }

    /// <summary>Where a journal lies.</summary>
    /// <param name="named">On the command line; null for the usual place.</param>
    /// <exception cref="JournalException">Nothing says where the usual place is.</exception>
    public string PathOf(string? named) =>
        named
        ?? places.Runs
        ?? throw new JournalException("nothing says where the journal lies", "set HOME, or name a file with --journal");
}
