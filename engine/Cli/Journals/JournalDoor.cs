using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Journals;

namespace PingOneScenarios.Cli.Journals;

/// <summary>Opens journals: where they lie, with the key that belongs to them.</summary>
/// <param name="terminal">Tells where the user's files are.</param>
internal sealed class JournalDoor(Terminal terminal)
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
            var store = await SqliteJournal.OpenAsync(path, ct);
            return new OpenedJournal(new SealedJournal(Told(store, wish.IsRequired), key), null);
        }
        catch (JournalException e)
        {
            key?.Dispose();
            return new OpenedJournal(null, e);
        }
    }

    /// <summary>
    /// For whoever looks at what is there: nothing is made, and null is given when there is no file. Without its key the journal can be
    /// listed only.
    /// </summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="changes">Whether runs are to be forgotten; then it must be possible to write to it.</param>
    /// <param name="ct">Ends the opening.</param>
    /// <exception cref="JournalException">It cannot be opened.</exception>
    public async Task<ReadJournal?> LookAsync(string path, bool changes, CancellationToken ct)
    {
        if (!Workspace.Exists(path))
            return null;
        if ((changes ? await SqliteJournal.OpenAsync(path, ct) : await SqliteJournal.OpenToReadAsync(path, ct)) is not { } store)
            return null;
        try
        {
            return new ReadJournal(
                store,
                new SealedJournal(changes ? Told(store, isRequired: false) : store, await keys.GetAsync(path, makes: false, ct)),
                null
            );
        }
        catch (JournalException e)
        {
            return new ReadJournal(store, null, e);
        }
    }

    private ToldJournal Told(IRunJournal store, bool isRequired) => new(store, terminal.Error) { IsRequired = isRequired };

    /// <summary>Where a journal lies.</summary>
    /// <param name="named">On the command line; null for the usual place.</param>
    /// <exception cref="JournalException">Nothing says where the usual place is.</exception>
    public string PathOf(string? named) =>
        named
        ?? places.Runs
        ?? throw new JournalException("nothing says where the journal lies", "set HOME, or name a file with --journal");
}
