using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Journals;

/// <summary>Reads a journal, by a connection of its own each time: only what is durable is seen, and nobody waits for who writes.</summary>
/// <param name="file">For what is said.</param>
/// <param name="connection">How to open it.</param>
internal sealed class JournalReader(JournalFile file, string connection)
{
    /// <summary>Opens a journal nobody may write to.</summary>
    /// <exception cref="JournalException">It cannot be read.</exception>
    public static JournalReader Open(JournalFile file)
    {
        try
        {
            return Checked(file, Connections.ToRead(file));
        }
        catch (SqliteException e) when (Failures.NeedsFileBeside(e) && file.IsWhole())
        {
            try
            {
                return Checked(file, Connections.ToReadAsItStands(file));
            }
            catch (SqliteException inner)
            {
                throw Failures.Of(inner, file);
            }
        }
        catch (SqliteException e)
        {
            throw Failures.Of(e, file);
        }
    }

    private static JournalReader Checked(JournalFile file, string text)
    {
        using var connection = new SqliteConnection(text);
        connection.Open();
        JournalSchema.Check(connection, file.Path);
        return new JournalReader(file, text);
    }

    public async Task<JournaledRun?> FindAsync(string id, CancellationToken ct) =>
        await AllAsync(RunColumns.SelectOne, id, RunColumns.Read, ct).ConfigureAwait(false) is [var run, ..] ? run : null;

    public Task<ImmutableArray<JournaledRun>> ListAsync(CancellationToken ct) => AllAsync(RunColumns.SelectAll, null, RunColumns.Read, ct);

    public Task<ImmutableArray<JournalRow>> ReadAsync(string id, CancellationToken ct) =>
        AllAsync(RowColumns.Select, id, RowColumns.Read, ct);

    public Task<ImmutableArray<JournalRow>> ReadFirstsAsync(CancellationToken ct) =>
        AllAsync(RowColumns.SelectFirsts, null, RowColumns.Read, ct);

    private Task<ImmutableArray<T>> AllAsync<T>(string text, string? id, Func<SqliteDataReader, T> read, CancellationToken ct) =>
        Task.Run(() => All(text, id, read, ct), ct);

    private ImmutableArray<T> All<T>(string text, string? id, Func<SqliteDataReader, T> read, CancellationToken ct)
    {
        try
        {
            using var open = new SqliteConnection(connection);
            open.Open();
            using var command = open.CreateCommand();
            command.CommandText = text;
            if (id is not null)
                command.Parameters.AddWithValue("$id", id);
            using var rows = command.ExecuteReader();
            var all = ImmutableArray.CreateBuilder<T>();
            while (rows.Read())
            {
                ct.ThrowIfCancellationRequested();
                all.Add(read(rows));
            }
            return all.DrainToImmutable();
        }
        catch (SqliteException e)
        {
            throw Failures.Of(e, file);
        }
        catch (Exception e) when (e is InvalidCastException or OverflowException or ArgumentException)
        {
            throw Failures.Strange(file);
        }
    }
}
