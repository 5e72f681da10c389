using System.Globalization;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Journals.Tests;

/// <summary>What every store of runs holds to about batches.</summary>
public abstract partial class JournalContract
{
    [Fact]
    public async Task A_batch_begins_once_and_comes_back()
    {
        await using var journal = await OpenAsync();
        Assert.Null(await journal.LastBatchAsync("k", Ct));
        Assert.True(await journal.BeginBatchAsync(Samples.Batch("b"), Ct));
        Assert.False(await journal.BeginBatchAsync(Samples.Batch("b", owner: "two"), Ct));
        AssertSame(Samples.Batch("b"), await journal.LastBatchAsync("k", Ct));
        Assert.Null(await journal.LastBatchAsync("K", Ct));
    }

    [Fact]
    public async Task The_last_batch_of_a_key_is_the_one_that_began_last()
    {
        await using var journal = await OpenAsync();
        foreach (var (id, key, minute) in ((string, string, int)[])[("b2", "k", 2), ("b1", "k", 1), ("b3", "other", 3)])
            await journal.BeginBatchAsync(Samples.Batch(id, key, minute: minute), Ct);
        Assert.Equal("b2", (await journal.LastBatchAsync("k", Ct))!.Id);
        Assert.Equal(["b3", "b2", "b1"], (await journal.ListBatchesAsync(Ct)).Select(b => b.Batch.Id));
    }

    [Fact]
    public async Task A_batch_is_taken_over_by_one_only()
    {
        await using var journal = await OpenAsync();
        await journal.BeginBatchAsync(Samples.Batch("b", owner: "gone"), Ct);
        var takers = Enumerable.Range(0, 16).Select(i => string.Create(CultureInfo.InvariantCulture, $"taker {i}")).ToList();
        var taken = await Task.WhenAll(
            takers.Select(t => Task.Run(() => journal.ChangeBatchAsync(Samples.Batch("b", owner: t), "gone", Ct)))
        );
        Assert.Single(taken, won => won);
        Assert.Equal(takers[Array.IndexOf(taken, true)], (await journal.LastBatchAsync("k", Ct))!.Owner);
        Assert.False(await journal.ChangeBatchAsync(Samples.Batch("none"), "gone", Ct));
    }

    [Fact]
    public async Task A_batch_ends_when_its_runs_are_over_and_once()
    {
        var ended = Samples.Batch("b") with { EndedAt = Samples.Start.AddHours(1) };
        await using var journal = await OpenAsync();
        await journal.BeginBatchAsync(Samples.Batch("b"), Ct);
        var run = Samples.Part("r", "b", "row");
        await journal.BeginAsync(run, Ct);
        // Nothing was sent of one without a row.
        await journal.BeginAsync(Samples.Part("empty", "b", "other"), Ct);
        await journal.AppendAsync(Samples.Row("r", 0), run, Ct);
        Assert.False(await journal.ChangeBatchAsync(ended, "one", Ct));
        await journal.AppendAsync(Samples.Row("r", 1), run with { State = JournalState.Waiting }, Ct);
        Assert.False(await journal.ChangeBatchAsync(ended, "one", Ct));
        await journal.AppendAsync(Samples.Row("r", 2), run with { State = JournalState.Ended }, Ct);
        Assert.False(await journal.ChangeBatchAsync(ended, "two", Ct));
        Assert.True(await journal.ChangeBatchAsync(ended, "one", Ct));
        Assert.Equal(ended.EndedAt, (await journal.LastBatchAsync("k", Ct))!.EndedAt);
        Assert.False(await journal.ChangeBatchAsync(Samples.Batch("b"), "one", Ct));
    }

    [Fact]
    public async Task A_run_of_a_batch_begins_only_while_that_is_its_owners()
    {
        await using var journal = await OpenAsync();
        await journal.BeginBatchAsync(Samples.Batch("b"), Ct);
        Assert.True(await journal.BeginAsync(Samples.Part("r1", "b", "row 1"), Ct));
        Assert.False(await journal.BeginAsync(Samples.Part("r2", "b", "row 2", owner: "two"), Ct));
        Assert.False(await journal.AppendAsync(Samples.Row("r2", 0), Samples.Part("r2", "b", "row 2", owner: "two"), Ct));
        Assert.False(await journal.BeginAsync(Samples.Part("r3", "nowhere", "row 3"), Ct));
        await Assert.ThrowsAsync<JournalException>(() => journal.AppendAsync(Samples.Row("r3", 0), Samples.Part("r3", "nowhere", "x"), Ct));
        await journal.ChangeBatchAsync(Samples.Batch("b", owner: "two"), "one", Ct);
        Assert.False(await journal.BeginAsync(Samples.Part("r4", "b", "row 4"), Ct));
        // What had begun may be written down by whoever goes on with it.
        Assert.True(await journal.AppendAsync(Samples.Row("r1", 0), Samples.Part("r1", "b", "row 1", owner: "three"), Ct));
    }

    [Fact]
    public async Task The_runs_of_a_batch_are_read_in_pages_with_their_last_rows()
    {
        await using var journal = await OpenAsync();
        await journal.BeginBatchAsync(Samples.Batch("b"), Ct);
        await journal.BeginBatchAsync(Samples.Batch("other"), Ct);
        const int Runs = 1_203;
        for (var i = 0; i < Runs; i++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"r{i:D4}");
            var run = Samples.Part(id, "b", string.Create(CultureInfo.InvariantCulture, $"row {i / 2 * 7 % 601:D3}"), i / 2 + 1);
            _ = journal.BeginAsync(run, Ct);
            if (i % 3 > 0)
                _ = journal.AppendAsync(Samples.Row(id, 0), run, Ct);
            if (i % 3 > 1)
                await journal.AppendAsync(Samples.Row(id, 1), run with { State = JournalState.Ended }, Ct);
        }
        await journal.BeginAsync(Samples.Part("x", "other", "row"), Ct);
        await journal.BeginAsync(Samples.Run("alone"), Ct);
        var all = new List<BatchedRun>();
        while (await journal.ReadBatchAsync("b", all.LastOrDefault()?.Run, Ct) is { IsEmpty: false } page)
            all.AddRange(page);
        Assert.Equal(Runs, all.Select(r => r.Run.Id).Distinct().Count());
        Assert.Equal(all.OrderBy(r => r.Run.RowId, StringComparer.Ordinal).ThenBy(r => r.Run.Id, StringComparer.Ordinal), all);
        Assert.All(all, r => Assert.Equal((int.Parse(r.Run.Id[1..], CultureInfo.InvariantCulture) % 3) - 1, r.Last?.Number ?? -1));
        Assert.Equal(["alone"], (await journal.ListAsync(Ct)).Select(r => r.Id));
        Assert.Empty(await journal.ReadFirstsAsync(Ct));
        Assert.Equal("r0007", Assert.Single(await journal.FindBatchedAsync("r0007", Ct)).Id);
        Assert.Equal(10, (await journal.FindBatchedAsync("r001", Ct)).Length);
        Assert.Empty(await journal.FindBatchedAsync("alone", Ct));
    }

    [Fact]
    public async Task A_batch_is_listed_with_what_its_runs_come_to()
    {
        await using var journal = await OpenAsync();
        await journal.BeginBatchAsync(Samples.Batch("b"), Ct);
        await journal.BeginBatchAsync(Samples.Batch("empty", minute: 1), Ct);
        var number = 0;
        foreach (
            var (state, outcome) in ((JournalState, Outcome?)[])
                [
                    (JournalState.Ended, Outcome.Passed),
                    (JournalState.Ended, Outcome.Passed),
                    (JournalState.Ended, Outcome.Failed),
                    (JournalState.Waiting, null),
                    (JournalState.Running, null),
                ]
        )
        {
            var run = Samples.Part($"r{number}", "b", $"row {number++}") with
            {
                State = state,
                Outcome = outcome,
                LeftBehind = 2,
                InDoubt = 1,
                ChangedAt = Samples.Start.AddHours(number),
            };
            await journal.BeginAsync(run, Ct);
        }
        Assert.Collection(
            await journal.ListBatchesAsync(Ct),
            empty => Assert.Equal((0L, 0L, Samples.Start.AddMinutes(1)), (empty.Runs, empty.LeftBehind, empty.ChangedAt)),
            full =>
            {
                Assert.Equal(
                    (5L, 2L, 10L, 5L, Samples.Start.AddHours(5)),
                    (full.Runs, full.Open, full.LeftBehind, full.InDoubt, full.ChangedAt)
                );
                Assert.Equal(2, full.Counts.Single(c => c.Outcome == Outcome.Passed).Runs);
            }
        );
    }

    [Fact]
    public async Task The_last_row_of_a_run_may_stand_for_all()
    {
        var run = Samples.Part("r", "b", "row");
        await using (var journal = await OpenAsync())
        {
            await journal.BeginBatchAsync(Samples.Batch("b"), Ct);
            await journal.BeginAsync(run, Ct);
            await journal.AppendAsync(Samples.Row("r", 0), run, Ct);
            await journal.AppendAsync(Samples.Row("r", 1), run, Ct);
            Assert.True(await journal.CloseAsync(Samples.Row("r", 2), run with { State = JournalState.Ended }, Ct));
            // Its answer may have been lost.
            Assert.True(await journal.CloseAsync(Samples.Row("r", 2), run with { State = JournalState.Ended }, Ct));
            Assert.False(await journal.CloseAsync(Samples.Row("r", 2, writer: "two"), run with { Owner = "two" }, Ct));
            Assert.False(await journal.AppendAsync(Samples.Row("r", 1), run, Ct));
        }
        await using (var journal = await OpenAsync())
        {
            Assert.Equal(2, Assert.Single(await journal.ReadAsync("r", Ct)).Number);
            Assert.Equal(JournalState.Ended, (await journal.FindAsync("r", Ct))!.State);
        }
    }

    [Fact]
    public async Task A_batch_is_forgotten_with_its_runs()
    {
        await using var journal = await OpenAsync();
        await journal.BeginBatchAsync(Samples.Batch("b"), Ct);
        await journal.BeginBatchAsync(Samples.Batch("other"), Ct);
        foreach (var run in (JournaledRun[])[Samples.Part("r1", "b", "1"), Samples.Part("r2", "b", "2"), Samples.Part("r3", "other", "3")])
        {
            await journal.BeginAsync(run, Ct);
            await journal.AppendAsync(Samples.Row(run.Id, 0), run, Ct);
        }
        await journal.ForgetAsync(["b"], Ct);
        Assert.Null(await journal.FindAsync("r1", Ct));
        Assert.Empty(await journal.ReadAsync("r2", Ct));
        Assert.Single(await journal.ReadAsync("r3", Ct));
        Assert.Equal("other", Assert.Single(await journal.ListBatchesAsync(Ct)).Batch.Id);
    }

    private static void AssertSame(JournaledBatch expected, JournaledBatch? found)
    {
        Assert.NotNull(found);
        Assert.Equal(expected with { Head = default }, found with { Head = default });
        Assert.Equal(expected.Head.ToArray(), found.Head.ToArray());
    }
}
