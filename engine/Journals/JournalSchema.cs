using System.Globalization;
using Microsoft.Data.Sqlite;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Journals;

/// <summary>The tables of a journal, and how its file is treated; SQLite 3.40 is the oldest that has to know all of it.</summary>
internal static class JournalSchema
{
    /// <summary>What SQLite calls the application id of a file: "p1sj".</summary>
    public const int Mark = 0x7031736A;

    /// <summary>Which tables there are; a file with a higher one was written by a newer version, one with a lower is brought up to it.</summary>
    public const int Layout = 2;

    // What is acknowledged is on the disk, and what is deleted is overwritten.
    private const string Treatment = """
        PRAGMA busy_timeout = 5000;
        PRAGMA synchronous = FULL;
        PRAGMA fullfsync = ON;
        PRAGMA secure_delete = ON;
        PRAGMA trusted_schema = OFF;
        """;

    // The key of the second table is the fence: who is first to write a number owns it.
    private const string Tables = """
        CREATE TABLE run(
            id TEXT PRIMARY KEY, digest TEXT NOT NULL, environment TEXT NOT NULL, started INTEGER NOT NULL, changed INTEGER NOT NULL,
            state TEXT NOT NULL, outcome TEXT, steps_done INTEGER NOT NULL, left_behind INTEGER NOT NULL, in_doubt INTEGER NOT NULL,
            owner TEXT NOT NULL, key_id TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE journal(
            run TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY(run, number)
        ) STRICT;
        """;

    // What came with the second layout. Programs that know the first alone, and have the file open, go on writing to it.
    private const string Batches = """
        ALTER TABLE run ADD COLUMN batch TEXT;
        ALTER TABLE run ADD COLUMN row_id TEXT;
        ALTER TABLE run ADD COLUMN row_number INTEGER;
        CREATE INDEX run_of_batch ON run(batch, row_id) WHERE batch IS NOT NULL;
        CREATE TABLE batch(
            id TEXT PRIMARY KEY, key TEXT NOT NULL, started INTEGER NOT NULL, ended INTEGER, owner TEXT NOT NULL, key_id TEXT NOT NULL,
            head BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX batch_of_key ON batch(key, started);
        """;

    // What would do something of its own while a run is written down.
    private const string Others = "SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')";

    /// <summary>Sees to it that the file is a journal of this version; an empty one becomes one, and so does one of an earlier version.</summary>
    /// <exception cref="JournalException">It belongs to a newer version, or to another program.</exception>
    public static void Settle(SqliteConnection connection, string path)
    {
        Do(connection, Treatment);
        if (LayoutNow(connection, path) == Layout)
            return;
        Do(connection, "PRAGMA journal_mode = WAL; BEGIN IMMEDIATE");
        // Another process may have been faster.
        var layout = LayoutOf(connection, path);
        if (layout == 0)
        {
            Do(connection, Tables);
            Do(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {Mark}"));
        }
        if (layout < Layout)
        {
            Do(connection, Batches);
            Do(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Layout}"));
        }
        Do(connection, "COMMIT");
    }

    /// <summary>Which layout a file has that is only read.</summary>
    /// <exception cref="JournalException">It is no journal, or that of a newer version.</exception>
    public static long Check(SqliteConnection connection, string path) =>
        LayoutNow(connection, path) is var layout and > 0 ? layout : throw Foreign(path);

    // What is asked for belongs to one moment: another process may just be making it.
    private static long LayoutNow(SqliteConnection connection, string path)
    {
        Do(connection, "BEGIN");
        var layout = LayoutOf(connection, path);
        Do(connection, "COMMIT");
        return layout;
    }

    // The two numbers say whose file it is; both are 0 in one that is empty.
    private static bool IsOurs(long mark, long version, string path)
    {
        if (mark == 0 && version == 0)
            return false;
        if (mark != Mark)
            throw Foreign(path);
        if (version > Layout)
        {
            throw new JournalException(
                $"the journal {path} was written by a newer version of p1s: its layout is {version}, and this version knows up to {Layout}",
                "use the newer version, or another journal; this one was not touched"
            );
        }
        return true;
    }

    // 0 for a file that is empty.
    private static long LayoutOf(SqliteConnection connection, string path)
    {
        var version = Number(connection, "PRAGMA user_version");
        if (IsOurs(Number(connection, "PRAGMA application_id"), version, path))
            return version > 0 && Number(connection, Others) == 0 ? version : throw Foreign(path);
        return Number(connection, "SELECT count(*) FROM sqlite_schema") == 0 ? 0 : throw Foreign(path);
    }

    private static JournalException Foreign(string path) =>
        new(
            $"the file {path} is a database of another program, and no journal",
            "name another file for the journal; this one was not touched"
        );

    private static long Number(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return (long)command.ExecuteScalar()!;
    }

    private static void Do(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
