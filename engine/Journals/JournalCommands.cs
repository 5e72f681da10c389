using Microsoft.Data.Sqlite;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Journals;

/// <summary>What is written to a journal, each statement prepared once.</summary>
internal sealed class JournalCommands : IDisposable
{
    private readonly string path;
    private readonly SqliteCommand open;
    private readonly SqliteCommand commit;
    private readonly SqliteCommand rollBack;
    private readonly SqliteCommand begin;
    private readonly SqliteCommand append;
    private readonly SqliteCommand update;
    private readonly SqliteCommand stands;
    private readonly SqliteCommand forgetRows;
    private readonly SqliteCommand forgetRun;

    /// <param name="connection">Open, and nobody else's.</param>
    /// <param name="path">For what is said.</param>
    public JournalCommands(SqliteConnection connection, string path)
    {
        this.path = path;
        open = Of(connection, "BEGIN IMMEDIATE");
        commit = Of(connection, "COMMIT");
        rollBack = Of(connection, "ROLLBACK");
        begin = Of(connection, RunColumns.Insert);
        update = Of(connection, RunColumns.Update);
        append = Of(connection, RowColumns.Insert);
        stands = Of(connection, RowColumns.Stands);
        forgetRows = Of(connection, "DELETE FROM journal WHERE run = $id");
        forgetRun = Of(connection, "DELETE FROM run WHERE id = $id");
        RunColumns.Declare(begin);
        RunColumns.Declare(update);
        RowColumns.Declare(append);
        RowColumns.Declare(stands);
        foreach (var forget in (SqliteCommand[])[forgetRows, forgetRun])
            forget.Parameters.Add("$id", SqliteType.Text);
    }

    public void Open() => open.ExecuteNonQuery();

    public void Commit() => commit.ExecuteNonQuery();

    /// <summary>Leaves the transaction, if SQLite has not done so by itself.</summary>
    public void RollBack()
    {
        try
        {
            rollBack.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // What went wrong before is what is told.
        }
    }

    /// <summary>False when there is one of its id.</summary>
    public bool Begin(JournaledRun run)
    {
        RunColumns.Fill(begin, run);
        return begin.ExecuteNonQuery() == 1;
    }

    /// <summary>False when somebody else wrote a row of this number.</summary>
    /// <exception cref="JournalException">The run is not there, or the row before this one.</exception>
    public bool Append(JournalRow row, JournaledRun run)
    {
        RowColumns.Fill(append, row);
        if (append.ExecuteNonQuery() != 1)
            return IsMine(row, run);
        RunColumns.Fill(update, run);
        update.ExecuteNonQuery();
        return true;
    }

    // The answer to an append may get lost: the same row of the same owner once more, behind which nothing stands, is that one.
    private bool IsMine(JournalRow row, JournaledRun run)
    {
        RowColumns.Fill(stands, row);
        using var standing = stands.ExecuteReader();
        if (!standing.Read())
            throw new JournalException($"the journal {path} has the run {row.Run} no more: it was forgotten", "let the run begin anew");
        if (standing.IsDBNull(1))
        {
            throw new JournalException(
                $"the journal {path} lacks what comes before row {row.Number} of the run {row.Run}",
                "let the run begin anew"
            );
        }
        return standing.GetString(0) == run.Owner && standing.GetBoolean(2) && standing.GetBoolean(3);
    }

    public void Forget(string id)
    {
        foreach (var forget in (SqliteCommand[])[forgetRows, forgetRun])
        {
            forget.Parameters[0].Value = id;
            forget.ExecuteNonQuery();
        }
    }

    /// <summary>Takes what was deleted out of the file, and out of the one that stands beside it; false when another process keeps that.</summary>
    public bool Erase()
    {
        using var command = commit.Connection!.CreateCommand();
        command.CommandText = "VACUUM";
        command.ExecuteNonQuery();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        using var outcome = command.ExecuteReader();
        return outcome.Read() && outcome.GetInt64(0) == 0;
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[open, commit, rollBack, begin, append, update, stands, forgetRows, forgetRun])
            command.Dispose();
    }

    private static SqliteCommand Of(SqliteConnection connection, string text)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        return command;
    }
}
