using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Journals;

/// <summary>Reads a journal, by a connection of its own each time: only what is durable is seen, and nobody waits for who writes.</summary>
/// <param name="file">For what is said.</param>
/// <param name="connection">How to open it.</param>
/// <param name="layout">Of its tables; one of the first has no batches.</param>
internal sealed class JournalReader(JournalFile file, string connection, long layout)
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
        return new JournalReader(file, text, JournalSchema.Check(connection, file.Path));
    }

    public async Task<JournaledRun?> FindAsync(string id, CancellationToken ct) =>
        await AllAsync(IsFirst ? RunColumns.SelectOneOfFirst : RunColumns.SelectOne, id, RunColumns.Read, ct).ConfigureAwait(false)
            is [var run, ..]
            ? run
            : null;

    public Task<ImmutableArray<JournaledRun>> ListAsync(CancellationToken ct) =>
        AllAsync(IsFirst ? RunColumns.SelectAllOfFirst : RunColumns.SelectAll, null, RunColumns.Read, ct);

    public async Task<JournaledBatch?> LastBatchAsync(string key, CancellationToken ct) =>
        !IsFirst && await AllAsync(BatchColumns.SelectLast, key, BatchColumns.Read, ct).ConfigureAwait(false) is [var last, ..]
            ? last
            : null;

    public async Task<ImmutableArray<ListedBatch>> ListBatchesAsync(CancellationToken ct)
    {
        if (IsFirst)
            return [];
        var batches = await AllAsync(BatchColumns.SelectAll, null, BatchColumns.Read, ct).ConfigureAwait(false);
        if (batches.IsEmpty)
            return [];
        var counted = await AllAsync(BatchColumns.Count, null, CountedRuns.Read, ct).ConfigureAwait(false);
        var byBatch = counted.ToLookup(c => c.Batch, StringComparer.Ordinal);
        return [.. batches.Select(b => CountedRuns.Sum(b, byBatch[b.Id]))];
    }

    public Task<ImmutableArray<BatchedRun>> ReadBatchAsync(string batch, JournaledRun? after, CancellationToken ct) =>
        IsFirst
            ? Task.FromResult<ImmutableArray<BatchedRun>>([])
            : Task.Run(() => All(RunColumns.SelectOfBatch, command => Page(command, batch, after), RunColumns.ReadOfBatch, ct), ct);

    private static void Page(SqliteCommand command, string batch, JournaledRun? after)
    {
        command.Parameters.AddWithValue("$id", batch);
        command.Parameters.AddWithValue("$row", after?.RowId ?? "");
        command.Parameters.AddWithValue("$run", after?.Id ?? "");
    }

    public Task<ImmutableArray<JournaledRun>> FindBatchedAsync(string beginning, CancellationToken ct) =>
        IsFirst ? Task.FromResult<ImmutableArray<JournaledRun>>([]) : AllAsync(RunColumns.SelectBatched, beginning, RunColumns.Read, ct);

    public Task<ImmutableArray<JournalRow>> ReadAsync(string id, CancellationToken ct) =>
        AllAsync(RowColumns.Select, id, RowColumns.Read, ct);

    public Task<ImmutableArray<JournalRow>> ReadFirstsAsync(CancellationToken ct) =>
        AllAsync(IsFirst ? RowColumns.SelectFirstsOfFirst : RowColumns.SelectFirsts, null, RowColumns.Read, ct);

    private bool IsFirst => layout < JournalSchema.Layout;

    private Task<ImmutableArray<T>> AllAsync<T>(string text, string? id, Func<SqliteDataReader, T> read, CancellationToken ct) =>
        Task.Run(() => All(text, command => Name(command, id), read, ct), ct);

    private static void Name(SqliteCommand command, string? id)
    {
        if (id is not null)
            command.Parameters.AddWithValue("$id", id);
    }

    private ImmutableArray<T> All<T>(string text, Action<SqliteCommand> fill, Func<SqliteDataReader, T> read, CancellationToken ct)
    {
        try
        {
            using var open = new SqliteConnection(connection);
            open.Open();
            using var command = open.CreateCommand();
            command.CommandText = text;
            fill(command);
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
