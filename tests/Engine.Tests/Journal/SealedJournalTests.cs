using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Engine.Tests.Journal;

/// <summary>What is kept of a run is sealed, and is used only as it was written.</summary>
public sealed class SealedJournalTests : IAsyncDisposable
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

    private readonly Rows rows = new();

    public ValueTask DisposeAsync() => rows.DisposeAsync();

    [Fact]
    public async Task Rows_are_sealed_in_the_store_and_read_back_open()
    {
        await using var journal = await FilledAsync();

        Assert.All(rows.Stored, r => Assert.DoesNotContain("canary", Encoding.Latin1.GetString(r.Body.Span), StringComparison.Ordinal));
        Assert.Equal(["canary 0", "canary 1", "canary 2"], Texts(await journal.ReadAsync("run1", TestContext.Current.CancellationToken)));
        Assert.Equal(journal.Key.Id, rows.Listed!.KeyId);
    }

    [Fact]
    public async Task A_row_that_was_changed_is_said_and_not_used()
    {
        await using var journal = await FilledAsync();
        rows.Stored[1] = rows.Stored[1] with { Body = new byte[50] };

        var refused = await Assert.ThrowsAsync<JournalException>(() => journal.ReadAsync("run1", TestContext.Current.CancellationToken));
        Assert.Equal("row 1 of the run run1 is not what was written there, so it is not used", refused.Message);
        var (sound, broken) = await journal.ReadSoundAsync("run1", TestContext.Current.CancellationToken);
        Assert.Equal(["canary 0"], Texts(sound));
        Assert.Equal(refused.Message, broken!.Message);
    }

    [Fact]
    public async Task A_row_that_is_missing_is_said_and_what_follows_is_not_used()
    {
        await using var journal = await FilledAsync();
        rows.Stored.RemoveAt(1);

        var (sound, broken) = await journal.ReadSoundAsync("run1", TestContext.Current.CancellationToken);
        Assert.Equal(["canary 0"], Texts(sound));
        Assert.Equal("row 1 of the run run1 is missing, so what follows it is not used", broken!.Message);
    }

    [Fact]
    public async Task Rows_that_changed_places_are_not_used()
    {
        await using var journal = await FilledAsync();
        (rows.Stored[1], rows.Stored[2]) = (rows.Stored[2] with { Number = 1 }, rows.Stored[1] with { Number = 2 });

        Assert.Single((await journal.ReadSoundAsync("run1", TestContext.Current.CancellationToken)).Rows);
    }

    public static TheoryData<string> Forgeries => [.. Forged.Keys];

    private static readonly Dictionary<string, Func<JournaledRun, JournaledRun>> Forged = new()
    {
        ["state"] = run => run with { State = JournalState.Ended },
        ["outcome"] = run => run with { Outcome = Outcome.Passed },
        ["steps done"] = run => run with { StepsDone = 7 },
        ["left behind"] = run => run with { LeftBehind = 1 },
        ["in doubt"] = run => run with { InDoubt = 1 },
        ["owner"] = run => run with { Owner = "you" },
        ["environment"] = run => run with { Environment = "other" },
        ["digest"] = run => run with { Digest = "01" },
        ["start"] = run => run with { StartedAt = run.StartedAt.AddTicks(1) },
        ["change"] = run => run with { ChangedAt = run.ChangedAt.AddTicks(1) },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_list_that_says_something_else_than_the_last_row_is_said(string what)
    {
        await using var journal = await FilledAsync();
        rows.Listed = Forged[what](rows.Listed!);

        var refused = await Assert.ThrowsAsync<JournalException>(() => journal.ReadAsync("run1", TestContext.Current.CancellationToken));
        Assert.Equal(
            "what is listed of the run run1 is not what was written with its last row: the list was changed, or rows were taken off the end",
            refused.Message
        );
        Assert.Equal(3, (await journal.ReadSoundAsync("run1", TestContext.Current.CancellationToken)).Rows.Length);
    }

    [Fact]
    public async Task Rows_that_were_taken_off_the_end_are_missed()
    {
        await using var journal = await FilledAsync();
        var last = new JournalRow("run1", 3, DateTimeOffset.UnixEpoch, Encoding.UTF8.GetBytes("canary 3"));
        Assert.True(await journal.AppendAsync(last, Run with { StepsDone = 1 }, TestContext.Current.CancellationToken));
        rows.Stored.RemoveAt(3);

        await Assert.ThrowsAsync<JournalException>(() => journal.ReadAsync("run1", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_run_that_is_written_meanwhile_is_read_as_it_stands()
    {
        await using var journal = await FilledAsync();
        var ct = TestContext.Current.CancellationToken;
        rows.Reading = async () =>
        {
            rows.Reading = null;
            var next = new JournalRow("run1", 3, DateTimeOffset.UnixEpoch, Encoding.UTF8.GetBytes("canary 3"));
            await journal.AppendAsync(next, Run with { StepsDone = 1 }, ct);
        };

        Assert.Equal(4, (await journal.ReadAsync("run1", ct)).Length);
    }

    private async Task<SealedJournal> FilledAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        var journal = new SealedJournal(rows, new JournalKey([.. Enumerable.Range(1, 32).Select(i => (byte)i)]));
        Assert.True(await journal.BeginAsync(Run, ct));
        for (var number = 0; number < 3; number++)
        {
            var row = new JournalRow("run1", number, DateTimeOffset.UnixEpoch, Encoding.UTF8.GetBytes($"canary {number}"));
            Assert.True(await journal.AppendAsync(row, Run, ct));
        }
        return journal;
    }

    private static IEnumerable<string> Texts(ImmutableArray<JournalRow> opened) => opened.Select(r => Encoding.UTF8.GetString(r.Body.Span));

    private sealed class Rows : IRunJournal
    {
        public List<JournalRow> Stored { get; } = [];

        public JournaledRun? Listed { get; set; }

        /// <summary>Done before rows are read.</summary>
        public Func<Task>? Reading { get; set; }

        public Task<bool> BeginAsync(JournaledRun run, CancellationToken ct)
        {
            Listed = run;
            return Task.FromResult(true);
        }

        public Task<bool> AppendAsync(JournalRow row, JournaledRun run, CancellationToken ct)
        {
            Stored.Add(row);
            Listed = run;
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

        public Task<JournaledRun?> FindAsync(string id, CancellationToken ct) => Task.FromResult(Listed);

        public Task<ImmutableArray<JournaledRun>> ListAsync(CancellationToken ct) =>
            Task.FromResult<ImmutableArray<JournaledRun>>([Listed!]);

        public async Task<ImmutableArray<JournalRow>> ReadAsync(string id, CancellationToken ct)
        {
            if (Reading is { } first)
                await first();
            return [.. Stored];
        }

        public Task ForgetAsync(ImmutableArray<string> ids, CancellationToken ct) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
