using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests.Journals;

/// <summary>Whether a run gets its journal, and what is said when it does not.</summary>
public sealed class JournalDoorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Nothing_is_opened_or_made_for_a_run_that_is_not_written_down()
    {
        await using var journal = await OpenAsync(new JournalWish(), isRemote: false);

        Assert.Equal(OpenedJournal.None, journal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Folder));
    }

    [Fact]
    public async Task The_usual_place_is_opened_with_a_key_that_lies_elsewhere()
    {
        await using var journal = await OpenAsync(new JournalWish(), isRemote: true);

        Assert.NotNull(journal.Rows);
        Assert.Null(journal.Words);
        Assert.True(File.Exists(folder.PathOf(".local/state/p1s/runs.db")));
        Assert.True(File.Exists(folder.PathOf(".config/p1s/journal.key")));
    }

    [Fact]
    public async Task Without_a_key_no_store_is_made()
    {
        folder.Write(".config/p1s/journal.key", "no key");
        await using var journal = await OpenAsync(new JournalWish { Path = folder.PathOf("mine.db") }, isRemote: false);

        Assert.Null(journal.Rows);
        Assert.False(File.Exists(folder.PathOf("mine.db")));
        Assert.StartsWith(
            $"no journal, so the run cannot be resumed or undone later: the key of the journal, {folder.PathOf(".config/p1s/journal.key")}, ",
            journal.Words,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_to_is_said()
    {
        folder.Write("mine.db/x", "");
        await using var journal = await OpenAsync(new JournalWish { Path = folder.PathOf("mine.db") }, isRemote: false);

        Assert.Null(journal.Rows);
        Assert.Contains("mine.db", journal.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_looks_makes_nothing()
    {
        var door = new JournalDoor(Terminal());
        Assert.Null(await door.LookAsync(door.PathOf(null), changes: false, TestContext.Current.CancellationToken));
        Assert.Null(await door.LookAsync(door.PathOf(null), changes: true, TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Folder));
    }

    private Task<OpenedJournal> OpenAsync(JournalWish wish, bool isRemote) =>
        new JournalDoor(Terminal()).OpenAsync(wish, isRemote, TestContext.Current.CancellationToken);

    private Terminal Terminal() => Cli.Terminal.Over(TextWriter.Null, TextWriter.Null, name => name == "HOME" ? folder.Folder : null);
}
