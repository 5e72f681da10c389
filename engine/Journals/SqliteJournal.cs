using System.Collections.Immutable;
using System.Threading.Channels;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Journals;

/// <summary>A journal in one SQLite file, for one machine; several processes may have it open. Decision 0087.</summary>
internal sealed class SqliteJournal : IRunJournal
{
    /// <summary>How many writes one commit takes at most.</summary>
    private const int LargestBatch = 256;

    private static readonly Lock Opening = new();

    private readonly Channel<JournalWrite> writes = Channel.CreateUnbounded<JournalWrite>(
        new UnboundedChannelOptions { SingleReader = true }
    );

    private readonly JournalWriter writer;
    private readonly JournalReader reader;
    private readonly Task writing;

    private SqliteJournal(JournalWriter writer, JournalReader reader)
    {
        this.writer = writer;
        this.reader = reader;
        writing = Task.Run(WriteAsync);
    }

    /// <summary>Opens a journal; its folder, for its owner alone, and the file are made when they are missing.</summary>
    /// <param name="path">Of the file; a link is followed.</param>
    /// <param name="ct">Ends the waiting for a file that is locked.</param>
    /// <exception cref="JournalException">It cannot be used. A file that is no journal, or that of a newer version, stays as it is.</exception>
    public static async Task<IRunJournal> OpenAsync(string path, CancellationToken ct) =>
        await Task.Run(() => WithLibrary(() => Open(JournalFile.Of(path))), ct).WaitAsync(ct).ConfigureAwait(false);

    /// <summary>Opens a journal that is only looked at, which its file, its folder or its disk may demand; null when there is none.</summary>
    /// <param name="path">Of the file; a link is followed.</param>
    /// <param name="ct">Ends the waiting for a file that is locked.</param>
    /// <exception cref="JournalException">It cannot be read.</exception>
    public static async Task<IRunJournal?> OpenToReadAsync(string path, CancellationToken ct) =>
        await Task.Run(() => WithLibrary(() => OpenToRead(JournalFile.Of(path))), ct).WaitAsync(ct).ConfigureAwait(false);

    private static T WithLibrary<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException)
        {
            throw Failures.NoLibrary();
        }
    }

    private static SqliteJournal Open(JournalFile file)
    {
        // A file that one thread makes is not closed while another has locked it already.
        lock (Opening)
        {
            file.Prepare();
            return new SqliteJournal(JournalWriter.Open(file), new JournalReader(file, Connections.ToRead(file), JournalSchema.Layout));
        }
    }

    private static ReadOnlyJournal? OpenToRead(JournalFile file) =>
        file.IsThere() ? new ReadOnlyJournal(JournalReader.Open(file), file.Path) : null;

    public Task<bool> BeginAsync(JournaledRun run, CancellationToken ct) => WriteAsync(new RunBeginning(run), ct);

    public Task<bool> AppendAsync(JournalRow row, JournaledRun run, CancellationToken ct) => WriteAsync(new RowAppending(row, run), ct);

    public Task<bool> CloseAsync(JournalRow row, JournaledRun run, CancellationToken ct) => WriteAsync(new RunClosing(row, run), ct);

    public Task<bool> BeginBatchAsync(JournaledBatch batch, CancellationToken ct) => WriteAsync(new BatchBeginning(batch), ct);

    public Task<bool> ChangeBatchAsync(JournaledBatch batch, string owner, CancellationToken ct) =>
        WriteAsync(new BatchChanging(batch, owner), ct);

    public Task<JournaledBatch?> LastBatchAsync(string key, CancellationToken ct) => reader.LastBatchAsync(key, ct);

    public Task<ImmutableArray<ListedBatch>> ListBatchesAsync(CancellationToken ct) => reader.ListBatchesAsync(ct);

    public Task<ImmutableArray<BatchedRun>> ReadBatchAsync(string batch, JournaledRun? after, CancellationToken ct) =>
        reader.ReadBatchAsync(batch, after, ct);

    public Task<ImmutableArray<JournaledRun>> FindBatchedAsync(string beginning, CancellationToken ct) =>
        reader.FindBatchedAsync(beginning, ct);

    public Task<JournaledRun?> FindAsync(string id, CancellationToken ct) => reader.FindAsync(id, ct);

    public Task<ImmutableArray<JournaledRun>> ListAsync(CancellationToken ct) => reader.ListAsync(ct);

    public Task<ImmutableArray<JournalRow>> ReadAsync(string id, CancellationToken ct) => reader.ReadAsync(id, ct);

    public Task<ImmutableArray<JournalRow>> ReadFirstsAsync(CancellationToken ct) => reader.ReadFirstsAsync(ct);

    public Task ForgetAsync(ImmutableArray<string> ids, CancellationToken ct) => WriteAsync(new RunForgetting(ids), ct);

    /// <summary>What was taken in is written before it returns.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!writes.Writer.TryComplete())
            return;
        await writing.ConfigureAwait(false);
        writer.Dispose();
    }

    /// <summary>For tests: lets the file have so many pages only.</summary>
    internal void BoundTo(int pages) => writer.BoundTo(pages);

    private Task<bool> WriteAsync(JournalWrite write, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(!writes.Writer.TryWrite(write), this);
        return write.Answer.WaitAsync(ct);
    }

    // While a commit is on its way to the disk the next batch gathers.
    private async Task WriteAsync()
    {
        var batch = new List<JournalWrite>(LargestBatch);
        while (await writes.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (batch.Count < LargestBatch && writes.Reader.TryRead(out var write))
                batch.Add(write);
            writer.Commit(batch);
            batch.Clear();
        }
    }
}
