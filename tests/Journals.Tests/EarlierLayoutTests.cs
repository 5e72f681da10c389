using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;

namespace PingOneScenarios.Journals.Tests;

/// <summary>A journal of the first layout, which had no batches.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class EarlierLayoutTests : IDisposable
{
    private const string First = """
        PRAGMA journal_mode = WAL;
        CREATE TABLE run(
            id TEXT PRIMARY KEY, digest TEXT NOT NULL, environment TEXT NOT NULL, started INTEGER NOT NULL, changed INTEGER NOT NULL,
            state TEXT NOT NULL, outcome TEXT, steps_done INTEGER NOT NULL, left_behind INTEGER NOT NULL, in_doubt INTEGER NOT NULL,
            owner TEXT NOT NULL, key_id TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE journal(
            run TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY(run, number)
        ) STRICT;
        PRAGMA application_id = 1882289002;
        PRAGMA user_version = 1;
        """;

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Path => folder["runs.db"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_is_brought_up_with_all_that_is_in_it()
    {
        using var older = MakeFirst();
        await using (var journal = await SqliteJournal.OpenAsync(Path, Ct))
        {
            Assert.Equal(Samples.Run("old"), Assert.Single(await journal.ListAsync(Ct)));
            Assert.Equal(Samples.Row("old", 0).Body.ToArray(), Assert.Single(await journal.ReadAsync("old", Ct)).Body.ToArray());
            Assert.True(await journal.AppendAsync(Samples.Row("old", 1), Samples.Run("old"), Ct));
            Assert.True(await journal.BeginBatchAsync(Samples.Batch("b"), Ct));
            Assert.True(await journal.BeginAsync(Samples.Part("r", "b", "row", 1), Ct));
        }
        // One that knows the first layout alone, and had it open, still writes.
        Do(
            older,
            "INSERT OR IGNORE INTO run(id, digest, environment, started, changed, state, outcome, steps_done, left_behind, in_doubt, owner, key_id) VALUES ('late', 'd', 'e', 1, 1, 'ended', NULL, 0, 0, 0, 'o', 'k')"
        );
        await using var again = await SqliteJournal.OpenAsync(Path, Ct);
        Assert.Equal(["old", "late"], (await again.ListAsync(Ct)).Select(r => r.Id));
        Assert.Equal(2, (await again.ReadAsync("old", Ct)).Length);
    }

    [Fact]
    public async Task It_is_read_as_it_is()
    {
        using (MakeFirst()) { }
        var before = await File.ReadAllBytesAsync(Path, Ct);
        await using (var journal = await SqliteJournal.OpenToReadAsync(Path, Ct))
        {
            Assert.Equal(Samples.Run("old"), Assert.Single(await journal!.ListAsync(Ct)));
            Assert.Equal(Samples.Run("old"), await journal.FindAsync("old", Ct));
            Assert.Single(await journal.ReadFirstsAsync(Ct));
            Assert.Empty(await journal.ListBatchesAsync(Ct));
            Assert.Empty(await journal.ReadBatchAsync("b", null, Ct));
            Assert.Empty(await journal.FindBatchedAsync("o", Ct));
            Assert.Null(await journal.LastBatchAsync("k", Ct));
        }
        Assert.Equal(before, await File.ReadAllBytesAsync(Path, Ct));
    }

    [Fact]
    public async Task Many_may_bring_it_up_at_once()
    {
        using (MakeFirst()) { }
        var journals = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SqliteJournal.OpenAsync(Path, Ct)));
        foreach (var journal in journals)
        {
            Assert.Equal("old", Assert.Single(await journal.ListAsync(Ct)).Id);
            await journal.DisposeAsync();
        }
    }

    private SqliteConnection MakeFirst()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        Do(connection, First);
        var (run, row) = (Samples.Run("old"), Samples.Row("old", 0));
        Do(
            connection,
            string.Create(
                CultureInfo.InvariantCulture,
                $"INSERT INTO run VALUES ('old', '{run.Digest}', '{run.Environment}', {run.StartedAt.UtcTicks}, {run.ChangedAt.UtcTicks}, 'running', NULL, 0, 0, 0, '{run.Owner}', '{run.KeyId}')"
            )
        );
        Do(
            connection,
            string.Create(
                CultureInfo.InvariantCulture,
                $"INSERT INTO journal VALUES ('old', 0, {row.At.UtcTicks}, x'{Convert.ToHexString(row.Body.Span)}')"
            )
        );
        return connection;
    }

    private static void Do(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
