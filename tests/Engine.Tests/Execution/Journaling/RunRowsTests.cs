using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

/// <summary>Rows that cannot be written are kept until they can be, whatever becomes of the buffer they came in.</summary>
public sealed class RunRowsTests
{
    private static readonly JournaledRun Run = new()
    {
        Id = "run1",
        Digest = "00",
        Environment = "test",
        StartedAt = DateTimeOffset.UnixEpoch,
        ChangedAt = DateTimeOffset.UnixEpoch,
        State = JournalState.Running,
        Owner = "me",
        KeyId = "whatever",
    };

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    public async Task Rows_that_failed_are_written_later_as_they_were(int failing, bool atBegin)
    {
        var store = new FailingRows(failing, atBegin);
        await using var journal = new SealedJournal(
            store,
            JournalKey.Read(Convert.ToHexStringLower([.. Enumerable.Range(7, 32).Select(b => (byte)b)]))!
        );
        var rows = new RunRows(new RunJournal(journal, "me"), Run, 0, TimeProvider.System, (_, _) => { });
        var buffer = new byte[5];
        for (var i = 0; i < 5; i++)
        {
            Encoding.ASCII.GetBytes($"row {i}", buffer);
            Assert.True(await rows.AppendAsync(buffer, i == 4 ? JournalState.Ended : JournalState.Running));
            Array.Clear(buffer);
        }

        Assert.Null(rows.Failure);
        Assert.Equal(
            ["row 0", "row 1", "row 2", "row 3", "row 4"],
            store.Stored.Select(r => Encoding.ASCII.GetString(journal.Open(r).Body.Span))
        );
    }

    /// <summary>A store that fails once.</summary>
    private sealed class FailingRows(int failing, bool atBegin) : IRunJournal
    {
        private bool hasFailed;

        public List<JournalRow> Stored { get; } = [];

        public Task<bool> BeginAsync(JournaledRun run, CancellationToken ct) =>
            atBegin && !hasFailed ? Fail() : Task.FromResult(Stored.Count == 0);

        public Task<bool> AppendAsync(JournalRow row, JournaledRun run, CancellationToken ct)
        {
            if (row.Number == failing && !hasFailed)
                return Fail();
            if (atBegin && Stored.Count == 0 && row.Number > 0)
                throw new InvalidOperationException("no row before it");
            Stored.Add(row);
            return Task.FromResult(true);
        }

        public Task<bool> CloseAsync(JournalRow row, JournaledRun run, CancellationToken ct) => AppendAsync(row, run, ct);

        public Task<bool> BeginBatchAsync(JournaledBatch batch, CancellationToken ct) => throw new NotSupportedException();

        public Task<bool> ChangeBatchAsync(JournaledBatch batch, string owner, CancellationToken ct) => throw new NotSupportedException();

        public Task<JournaledBatch?> LastBatchAsync(string key, CancellationToken ct) => throw new NotSupportedException();

        public Task<ImmutableArray<ListedBatch>> ListBatchesAsync(CancellationToken ct) => throw new NotSupportedException();

        public Task<ImmutableArray<BatchedRun>> ReadBatchAsync(string batch, JournaledRun? after, CancellationToken ct) =>
            throw new NotSupportedException();

        public Task<ImmutableArray<JournaledRun>> FindBatchedAsync(string beginning, CancellationToken ct) =>
            throw new NotSupportedException();

        public Task<JournaledRun?> FindAsync(string id, CancellationToken ct) => throw new NotSupportedException();

        public Task<ImmutableArray<JournaledRun>> ListAsync(CancellationToken ct) => throw new NotSupportedException();

        public Task<ImmutableArray<JournalRow>> ReadAsync(string id, CancellationToken ct) => throw new NotSupportedException();

        public Task ForgetAsync(ImmutableArray<string> ids, CancellationToken ct) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private async Task<bool> Fail()
        {
            await Task.Yield();
            hasFailed = true;
            throw new JournalException("the disk is full", "make room");
        }
    }
}
