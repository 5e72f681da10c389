using System.Runtime.Versioning;
using System.Text;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Journals.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class SqliteJournalTests : JournalContract
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Path => folder["deep/er/runs.db"];

    private protected override Task<IRunJournal> OpenAsync() => SqliteJournal.OpenAsync(Path, Ct);

    public override void Dispose()
    {
        base.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Folder_and_files_are_their_owners_alone()
    {
        await using var journal = await OpenAsync();
        await journal.BeginAsync(Samples.Run("a"), Ct);
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        foreach (var made in (string[])[folder["deep"], folder["deep/er"]])
            Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(made));
        foreach (var end in (string[])["", "-wal", "-shm"])
            Assert.Equal(Owner, File.GetUnixFileMode(Path + end));
    }

    [Fact]
    public async Task A_file_that_others_may_read_is_made_its_owners_alone()
    {
        await (await OpenAsync()).DisposeAsync();
        File.SetUnixFileMode(Path, (UnixFileMode)Convert.ToInt32("664", 8));
        await using var journal = await OpenAsync();
        await journal.BeginAsync(Samples.Run("a"), Ct);
        foreach (var end in (string[])["", "-wal", "-shm"])
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path + end));
    }

    [Fact]
    public async Task Nothing_of_a_forgotten_run_is_left_in_any_file()
    {
        await using (var journal = await OpenAsync())
        {
            foreach (var run in (string[])["stays", "canary-of-the-id"])
            {
                await journal.BeginAsync(Samples.Run(run), Ct);
                for (var number = 0; number < 30; number++)
                {
                    var row = new JournalRow(
                        run,
                        number,
                        Samples.Start,
                        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($"canary {run};", number * 40)))
                    );
                    await journal.AppendAsync(row, Samples.Run(run), Ct);
                }
            }
            Assert.NotEmpty(Holding("canary canary-of-the-id"));
            await journal.ForgetAsync(["canary-of-the-id"], Ct);
            Assert.Empty(Holding("canary-of-the-id"));
            Assert.NotEmpty(Holding("canary stays"));
            Assert.Equal(30, (await journal.ReadAsync("stays", Ct)).Length);
        }
        Assert.Empty(Holding("canary-of-the-id"));
    }

    [Fact]
    public async Task That_traces_stay_is_said_while_another_has_it_open()
    {
        await using var journal = await OpenAsync();
        await journal.BeginAsync(Samples.Run("a"), Ct);
        using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            other.Open();
            using var reading = other.CreateCommand();
            reading.CommandText = "BEGIN; SELECT * FROM run";
            using var rows = reading.ExecuteReader();
            Assert.True(rows.Read());
            var e = await Assert.ThrowsAsync<JournalException>(() => journal.ForgetAsync(["a"], Ct));
            Assert.Contains("traces", e.Message, StringComparison.Ordinal);
            Assert.Empty(await journal.ListAsync(Ct));
        }
        await journal.ForgetAsync(["a"], Ct);
    }

    [Fact]
    public async Task Two_that_have_it_open_see_and_fence_each_other()
    {
        await using var one = await OpenAsync();
        await using var two = await OpenAsync();
        Assert.True(await one.BeginAsync(Samples.Run("a"), Ct));
        Assert.False(await two.BeginAsync(Samples.Run("a"), Ct));
        for (var number = 0; number < 50; number++)
        {
            var won = await Task.WhenAll(
                one.AppendAsync(Samples.Row("a", number, "one"), Samples.Run("a", "one"), Ct),
                two.AppendAsync(Samples.Row("a", number, "two"), Samples.Run("a", "two"), Ct)
            );
            Assert.NotEqual(won[0], won[1]);
        }
    }

    [Fact]
    public async Task Many_open_a_new_file_at_once()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => OpenAsync()));
        Assert.Single(await Task.WhenAll(all.Select(journal => journal.BeginAsync(Samples.Run("a"), Ct))), begun => begun);
        foreach (var journal in all)
            await journal.DisposeAsync();
    }

    [Fact]
    public async Task What_is_only_looked_at_is_not_written_to()
    {
        Assert.Null(await SqliteJournal.OpenToReadAsync(Path, Ct));
        await using (var journal = await OpenAsync())
            await journal.BeginAsync(Samples.Run("a"), Ct);
        await using var reading = await SqliteJournal.OpenToReadAsync(Path, Ct);
        Assert.Equal("a", Assert.Single(await reading!.ListAsync(Ct)).Id);
        await Assert.ThrowsAsync<JournalException>(() => reading.BeginAsync(Samples.Run("b"), Ct));
        await Assert.ThrowsAsync<JournalException>(() => reading.AppendAsync(Samples.Row("a", 0), Samples.Run("a"), Ct));
        await Assert.ThrowsAsync<JournalException>(() => reading.ForgetAsync(["a"], Ct));
    }

    private IEnumerable<string> Holding(string text) =>
        Directory
            .EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Where(file => Bytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    private static byte[] Bytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
