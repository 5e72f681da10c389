using System.Globalization;
using Microsoft.Data.Sqlite;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Journals;

/// <summary>The one connection of a process that writes to a journal; used by one thread at a time.</summary>
internal sealed class JournalWriter : IDisposable
{
    // SQLite's number for: what stands beside the file is not taken into it when the connection is closed.
    private const int KeepBeside = 1006;

    private readonly JournalFile file;
    private readonly SqliteConnection connection;
    private readonly JournalCommands commands;
    private JournalException? broken;

    private JournalWriter(JournalFile file, SqliteConnection connection)
    {
        this.file = file;
        this.connection = connection;
        commands = new JournalCommands(connection, file.Path);
    }

    /// <summary>Opens the file; what a journal needs is made when the file is empty.</summary>
    public static JournalWriter Open(JournalFile file)
    {
        var connection = Connections.ToWrite(file);
        try
        {
            connection.Open();
            JournalSchema.Settle(connection, file.Path);
            return new JournalWriter(file, connection);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw Failures.Of(e, file);
        }
        catch
        {
            // A file of somebody else stays as it is, what stands beside it too.
            if (!file.IsWhole())
                SQLitePCL.raw.sqlite3_db_config(connection.Handle, KeepBeside, 1, out _);
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Writes all of it durably and tells each what became of it, or none of it.</summary>
    public void Commit(IReadOnlyList<JournalWrite> batch)
    {
        if (broken is { } e || (e = Written(batch)) is not null)
        {
            foreach (var write in batch)
                write.Fail(e);
            return;
        }
        List<JournalWrite>? erasing = null;
        foreach (var write in batch)
        {
            if (write.Erases)
                (erasing ??= []).Add(write);
            else
                write.Settle();
        }
        if (erasing is not null)
            Erase(erasing);
    }

    /// <summary>For tests, while nothing is written: lets the file have so many pages only.</summary>
    public void BoundTo(int pages)
    {
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}");
        command.ExecuteNonQuery();
    }

    private JournalException? Written(IReadOnlyList<JournalWrite> batch)
    {
        // SQLite would go on writing to a file that has no name any more.
        if (!file.IsThere())
            return broken = Failures.Gone(file);
        try
        {
            commands.Open();
            foreach (var write in batch)
                write.Do(commands);
            commands.Commit();
            return null;
        }
        catch (SqliteException e)
        {
            commands.RollBack();
            var failure = Failures.Of(e, file);
            // What the system could not write once, it may believe written the next time.
            if (Failures.IsLasting(e))
                broken = failure;
            return failure;
        }
    }

    private void Erase(List<JournalWrite> forgotten)
    {
        JournalException? failure = null;
        try
        {
            if (!commands.Erase())
                failure = Failures.Traces(file);
        }
        catch (SqliteException e)
        {
            failure = Failures.IsBusy(e) ? Failures.Traces(file) : Failures.Of(e, file);
        }
        foreach (var write in forgotten)
        {
            if (failure is { } e)
                write.Fail(e);
            else
                write.Settle();
        }
    }

    public void Dispose()
    {
        commands.Dispose();
        connection.Dispose();
    }
}
