using System.Collections.Immutable;
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
    private readonly SqliteCommand letGo;
    private readonly SqliteCommand beginBatch;
    private readonly SqliteCommand changeBatch;
    private readonly SqliteCommand owner;
    private readonly ImmutableArray<SqliteCommand> forget;

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
        letGo = Of(connection, RowColumns.DeleteEarlier);
        beginBatch = Of(connection, BatchColumns.Insert);
        changeBatch = Of(connection, BatchColumns.Update);
        owner = Of(connection, BatchColumns.SelectOwner);
        forget =
        [
            Of(connection, "DELETE FROM journal WHERE run = $id"),
            Of(connection, "DELETE FROM journal WHERE run IN (SELECT id FROM run WHERE batch = $id)"),
            Of(connection, "DELETE FROM run WHERE id = $id"),
            Of(connection, "DELETE FROM run WHERE batch = $id"),
            Of(connection, "DELETE FROM batch WHERE id = $id"),
        ];
        RunColumns.Declare(begin);
        RunColumns.Declare(update);
        RowColumns.Declare(append);
        RowColumns.Declare(stands);
        BatchColumns.Declare(beginBatch, hasBefore: false);
        BatchColumns.Declare(changeBatch, hasBefore: true);
        foreach (var command in forget.Add(letGo).Add(owner))
            command.Parameters.Add("$id", SqliteType.Text);
        letGo.Parameters.Add("$number", SqliteType.Integer);
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

    /// <summary>False when there is one of its id, or its batch is another process's.</summary>
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

    /// <summary>The same with the last one, with which those before it are let go.</summary>
    public bool Close(JournalRow row, JournaledRun run)
    {
        if (!Append(row, run))
            return false;
        letGo.Parameters[0].Value = row.Run;
        letGo.Parameters[1].Value = row.Number;
        letGo.ExecuteNonQuery();
        return true;
    }

    /// <summary>False when there is one of its id.</summary>
    public bool Begin(JournaledBatch batch)
    {
        BatchColumns.Fill(beginBatch, batch);
        return beginBatch.ExecuteNonQuery() == 1;
    }

    /// <inheritdoc cref="BatchColumns.Update"/>
    public bool Change(JournaledBatch batch, string before)
    {
        BatchColumns.Fill(changeBatch, batch);
        changeBatch.Parameters["$before"].Value = before;
        return changeBatch.ExecuteNonQuery() == 1;
    }

    // The answer to an append may get lost: the same row of the same owner once more, behind which nothing stands, is that one.
    private bool IsMine(JournalRow row, JournaledRun run)
    {
        RowColumns.Fill(stands, row);
        using var standing = stands.ExecuteReader();
        if (!standing.Read())
            return IsOfAnother(run)
                ? false
                : throw new JournalException(
                    $"the journal {path} has the run {row.Run} no more: it was forgotten",
                    "let the run begin anew"
                );
        // It may have been let go with the last.
        if (standing.IsDBNull(1) && standing.GetBoolean(4))
            return false;
        if (standing.IsDBNull(1))
        {
            throw new JournalException(
                $"the journal {path} lacks what comes before row {row.Number} of the run {row.Run}",
                "let the run begin anew"
            );
        }
        return standing.GetString(0) == run.Owner && standing.GetBoolean(2) && standing.GetBoolean(3);
    }

    // A run that was not taken in since its batch is not this process's, or not any more.
    private bool IsOfAnother(JournaledRun run)
    {
        if (run.Batch is not { } batch)
            return false;
        owner.Parameters[0].Value = batch;
        using var found = owner.ExecuteReader();
        return found.Read() && (found.IsDBNull(0) || found.GetString(0) != run.Owner);
    }

    public void Forget(string id)
    {
        foreach (var command in forget)
        {
            command.Parameters[0].Value = id;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Takes what was deleted out of the file, and out of the one that stands beside it; false when another process keeps that.</summary>
    public bool Erase()
    {
        if (!Merge())
            return false;
        using (var command = Of(commit.Connection!, "VACUUM"))
            command.ExecuteNonQuery();
        return Merge();
    }

    private bool Merge()
    {
        using var command = Of(commit.Connection!, "PRAGMA wal_checkpoint(TRUNCATE)");
        using var outcome = command.ExecuteReader();
        return outcome.Read() && outcome.GetInt64(0) == 0;
    }

    public void Dispose()
    {
        SqliteCommand[] all = [open, commit, rollBack, begin, append, update, stands, letGo, beginBatch, changeBatch, owner, .. forget];
        foreach (var command in all)
            command.Dispose();
    }

    private static SqliteCommand Of(SqliteConnection connection, string text)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        return command;
    }
}
