using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Cli.Tests.Journals;

/// <summary>Whether a run gets its journal, and what is said when it does not.</summary>
public sealed class JournalDoorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<string> opened = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Nothing_is_opened_or_made_for_a_run_that_is_not_written_down()
    {
        await using var journal = await OpenAsync(new JournalWish(), isRemote: false);

        Assert.Equal(OpenedJournal.None, journal);
        Assert.Empty(opened);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Folder));
    }

    [Fact]
    public async Task The_usual_place_is_opened_with_a_key_that_lies_elsewhere()
    {
        var journal = await OpenAsync(new JournalWish(), isRemote: true);

        Assert.Null(journal.Rows);
        Assert.Equal([folder.PathOf(".local/state/p1s/runs.db")], opened);
        Assert.True(File.Exists(folder.PathOf(".config/p1s/journal.key")));
        Assert.Equal("no journal, so the run cannot be resumed or undone later: there is no store; build one", journal.Words);
    }

    [Fact]
    public async Task Without_a_key_no_store_is_opened()
    {
        folder.Write(".config/p1s/journal.key", "no key");
        var journal = await OpenAsync(new JournalWish { Path = folder.PathOf("mine.db") }, isRemote: false);

        Assert.Empty(opened);
        Assert.Contains("the key of the journal, ", journal.Words, StringComparison.Ordinal);
    }

    private Task<OpenedJournal> OpenAsync(JournalWish wish, bool isRemote)
    {
        var terminal = Terminal.Over(TextWriter.Null, TextWriter.Null, name => name == "HOME" ? folder.Folder : null);
        return new JournalDoor(terminal, Open).OpenAsync(wish, isRemote, TestContext.Current.CancellationToken);
    }

    private Task<IRunJournal> Open(string path, CancellationToken ct)
    {
        opened.Add(path);
        throw new JournalException("there is no store", "build one");
    }
}
