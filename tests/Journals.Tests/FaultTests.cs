using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Journals.Tests;

/// <summary>What may be wrong with a file: each is said with its place and what mends it, in words of ours.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FaultTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Path => folder["runs.db"];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("this is a text\n")]
    [InlineData("SQLite format 3")]
    [InlineData("SQLite format 2\0")]
    [InlineData("long")]
    public async Task A_file_that_is_no_journal_stays_as_it_is(string text)
    {
        var content = text == "long" ? string.Concat(Enumerable.Repeat("a text of many lines\n", 5_000)) : text;
        await File.WriteAllTextAsync(Path, content, Ct);
        await RefusedAsync("is no journal", "another file");
        Assert.Equal(content, await File.ReadAllTextAsync(Path, Ct));
        Assert.Equal([Path], Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public async Task An_empty_file_becomes_a_journal()
    {
        await File.WriteAllBytesAsync(Path, [], Ct);
        await using var journal = await SqliteJournal.OpenAsync(Path, Ct);
        Assert.True(await journal.BeginAsync(Samples.Run("a"), Ct));
    }

    [Fact]
    public async Task The_database_of_another_program_stays_as_it_is()
    {
        Do(Path, "CREATE TABLE song(title TEXT); INSERT INTO song VALUES ('one')");
        var before = await File.ReadAllBytesAsync(Path, Ct);
        await RefusedAsync("another program", "another file");
        Do(Path, "PRAGMA application_id = 7");
        await RefusedAsync("another program", "another file");
        Do(Path, "PRAGMA application_id = 0");
        Assert.Equal(before.Length, (await File.ReadAllBytesAsync(Path, Ct)).Length);
        Assert.Equal([Path], Directory.EnumerateFiles(folder.Path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_journal_of_a_newer_version_stays_as_it_is(bool wasKilled)
    {
        await WrittenAsync();
        Do(Path, $"PRAGMA user_version = {JournalSchema.Layout + 1}; CREATE TABLE later(x)");
        if (wasKilled)
        {
            using var killed = Connected(Path);
            Do(killed, "CREATE TABLE more(x)");
            foreach (var end in (string[])["", "-wal"])
                File.Copy(Path + end, folder["copy.db"] + end);
        }
        else
        {
            File.Copy(Path, folder["copy.db"]);
        }
        var before = Contents("copy.db", "copy.db-wal");
        await RefusedAsync("newer version", "newer version", folder["copy.db"]);
        Assert.Equal(before, Contents("copy.db", "copy.db-wal"));
    }

    [Fact]
    public async Task A_file_that_was_cut_is_damaged()
    {
        await WrittenAsync();
        using (var file = File.OpenWrite(Path))
            file.SetLength(file.Length - 5_000);
        await RefusedAsync("is damaged", "move it away");
    }

    [Fact]
    public async Task A_page_that_was_overwritten_is_damaged_when_it_is_read()
    {
        await WrittenAsync();
        using (var file = File.OpenWrite(Path))
        {
            file.Position = 4_096;
            file.Write(new byte[file.Length - 4_096]);
        }
        await using var journal = await SqliteJournal.OpenAsync(Path, Ct);
        foreach (
            var call in (Func<Task>[])
                [() => journal.ListAsync(Ct), () => journal.BeginAsync(Samples.Run("b"), Ct), () => journal.ReadAsync("a", Ct)]
        )
            Clear(await Assert.ThrowsAsync<JournalException>(call), "is damaged", "move it away");
    }

    [Theory]
    [InlineData("runs.db")]
    [InlineData("loop")]
    [InlineData("dangling/")]
    public async Task What_can_be_no_file_is_said(string name)
    {
        Directory.CreateDirectory(Path);
        File.CreateSymbolicLink(folder["loop"], folder["loop"]);
        await RefusedAsync(
            "is a folder, a device or a link that leads nowhere",
            "name a file",
            folder[name == "dangling/" ? "runs.db/" : name]
        );
        await RefusedAsync("is a folder, a device or a link that leads nowhere", "name a file", "/dev/null");
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_said()
    {
        await File.WriteAllTextAsync(folder["file"], "", Ct);
        await RefusedAsync("is a file and no folder", "another folder", folder["file/deep/runs.db"]);
    }

    [Fact]
    public async Task A_link_is_followed_also_to_a_file_that_is_not_there_yet()
    {
        Directory.CreateDirectory(folder["real"]);
        File.CreateSymbolicLink(folder["link.db"], folder["real/runs.db"]);
        for (var i = 0; i < 2; i++)
        {
            await using var journal = await SqliteJournal.OpenAsync(folder["link.db"], Ct);
            Assert.Equal(i == 0, await journal.BeginAsync(Samples.Run("a"), Ct));
            Assert.True(File.Exists(folder["real/runs.db-wal"]));
        }
        Assert.Equal("a", Assert.Single(await (await SqliteJournal.OpenToReadAsync(folder["real/runs.db"], Ct))!.ListAsync(Ct)).Id);
    }

    [Theory]
    [InlineData("a b;c=d'e\"f")]
    [InlineData("100%25 ?mode=memory#x")]
    [InlineData(":memory:")]
    [InlineData("file:x?mode=ro")]
    [InlineData("ü\n“")]
    public async Task A_name_means_nothing_but_itself(string name)
    {
        await using (var journal = await SqliteJournal.OpenAsync(folder[name], Ct))
            await journal.BeginAsync(Samples.Run("a"), Ct);
        Assert.Equal([folder[name]], Directory.EnumerateFiles(folder.Path));
        await using var reading = await SqliteJournal.OpenToReadAsync(folder[name], Ct);
        Assert.Single(await reading!.ListAsync(Ct));
    }

    [Fact]
    public async Task A_file_that_another_process_keeps_locked_is_waited_for_and_then_said()
    {
        await WrittenAsync();
        await using var journal = await SqliteJournal.OpenAsync(Path, Ct);
        using var other = Connected(Path);
        Do(other, "BEGIN IMMEDIATE");
        var shortly = journal.AppendAsync(Samples.Row("a", 3), Samples.Run("a"), Ct);
        await Task.Delay(300, Ct);
        Do(other, "COMMIT");
        Assert.True(await shortly);
        Do(other, "BEGIN IMMEDIATE");
        Clear(
            await Assert.ThrowsAsync<JournalException>(() => journal.AppendAsync(Samples.Row("a", 4), Samples.Run("a"), Ct)),
            "locked by another process",
            "let the other process end"
        );
        Assert.Equal(4, (await journal.ReadAsync("a", Ct)).Length);
        Do(other, "COMMIT");
        Assert.True(await journal.AppendAsync(Samples.Row("a", 4), Samples.Run("a"), Ct));
    }

    [Fact]
    public async Task A_file_that_is_kept_for_somebody_alone_cannot_be_opened()
    {
        await WrittenAsync();
        using var other = Connected(Path);
        Do(other, "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; DELETE FROM run WHERE id = 'nobody'; COMMIT");
        await RefusedAsync("locked by another process", "let the other process end");
    }

    [Fact]
    public async Task A_disk_that_gets_full_is_said_and_nothing_is_there_by_half()
    {
        await WrittenAsync();
        await using var journal = await SqliteJournal.OpenAsync(Path, Ct);
        ((SqliteJournal)journal).BoundTo(pages: 60);
        var number = 3;
        var e = await Assert.ThrowsAsync<JournalException>(async () =>
        {
            while (await journal.AppendAsync(Samples.Row("a", number, length: 9_000), Samples.Run("a") with { StepsDone = number }, Ct))
                number++;
        });
        Clear(e, "no room left", "make room");
        Assert.Equal(number, (await journal.ReadAsync("a", Ct)).Length);
        Assert.Equal(number - 1, (await journal.FindAsync("a", Ct))!.StepsDone);
        ((SqliteJournal)journal).BoundTo(pages: 6_000);
        Assert.True(await journal.AppendAsync(Samples.Row("a", number, length: 9_000), Samples.Run("a"), Ct));
    }

    [Fact]
    public async Task A_file_that_goes_away_while_it_is_used_is_said()
    {
        await WrittenAsync();
        await using var journal = await SqliteJournal.OpenAsync(Path, Ct);
        File.Move(Path, folder["elsewhere"]);
        for (var i = 0; i < 2; i++)
        {
            Clear(
                await Assert.ThrowsAsync<JournalException>(() => journal.AppendAsync(Samples.Row("a", 3), Samples.Run("a"), Ct)),
                "deleted or moved",
                "leave it"
            );
        }
    }

    private async Task RefusedAsync(string what, string fix, string? path = null)
    {
        Clear(await Assert.ThrowsAsync<JournalException>(() => SqliteJournal.OpenAsync(path ?? Path, Ct)), what, fix);
    }

    internal static void Clear(JournalException e, string what, string fix)
    {
        Assert.Contains(what, e.Message, StringComparison.Ordinal);
        Assert.Contains(fix, e.Fix, StringComparison.Ordinal);
        Assert.Null(e.InnerException);
    }

    private async Task WrittenAsync()
    {
        await using var journal = await SqliteJournal.OpenAsync(Path, Ct);
        await journal.BeginAsync(Samples.Run("a"), Ct);
        for (var number = 0; number < 3; number++)
            await journal.AppendAsync(Samples.Row("a", number, length: 3_000), Samples.Run("a"), Ct);
    }

    private string Contents(params string[] names) =>
        string.Join(' ', names.Where(n => File.Exists(folder[n])).Select(n => n + Convert.ToHexString(File.ReadAllBytes(folder[n]))));

    private static SqliteConnection Connected(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Do(string path, string text)
    {
        using var connection = Connected(path);
        Do(connection, text);
    }

    private static void Do(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
