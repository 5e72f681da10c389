using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Journals.Tests;

/// <summary>What every store of runs holds to.</summary>
public abstract partial class JournalContract : IDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The same journal each time.</summary>
    private protected abstract Task<IRunJournal> OpenAsync();

    public virtual void Dispose() => GC.SuppressFinalize(this);

    [Fact]
    public async Task A_run_begins_once()
    {
        await using var journal = await OpenAsync();
        Assert.True(await journal.BeginAsync(Samples.Run("a"), Ct));
        Assert.False(await journal.BeginAsync(Samples.Run("a", owner: "two", minute: 5), Ct));
        Assert.Equal(Samples.Run("a"), await journal.FindAsync("a", Ct));
        Assert.Empty(await journal.ReadAsync("a", Ct));
    }

    [Fact]
    public async Task All_that_is_listed_of_a_run_comes_back()
    {
        var whole = Samples.Run("a\0'\"; DROP TABLE run; --ü") with
        {
            StepsDone = 7,
            LeftBehind = int.MaxValue,
            InDoubt = 2,
            ChangedAt = Samples.Start.AddTicks(1),
        };
        await using var journal = await OpenAsync();
        await journal.BeginAsync(whole, Ct);
        var number = 0;
        foreach (var state in Enum.GetValues<JournalState>())
        {
            foreach (var outcome in Enum.GetValues<Outcome>().Select(o => (Outcome?)o).Append(null))
            {
                whole = whole with { State = state, Outcome = outcome, Digest = $"{number}" };
                Assert.True(await journal.AppendAsync(Samples.Row(whole.Id, number++), whole, Ct));
                Assert.Equal(whole, await journal.FindAsync(whole.Id, Ct));
            }
        }
        Assert.Equal([whole], await journal.ListAsync(Ct));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(900)]
    [InlineData(5_000)]
    [InlineData(3_000_000)]
    public async Task A_row_comes_back_as_it_was(int length)
    {
        await using (var journal = await OpenAsync())
        {
            await journal.BeginAsync(Samples.Run("a"), Ct);
            var body = new byte[length];
            new Random(1).NextBytes(body);
            Assert.True(await journal.AppendAsync(new JournalRow("a", 0, Samples.Start, body), Samples.Run("a"), Ct));
            var row = Assert.Single(await journal.ReadAsync("a", Ct));
            Assert.Equal(("a", 0, Samples.Start), (row.Run, row.Number, row.At));
            Assert.Equal(body, row.Body.ToArray());
        }
    }

    [Fact]
    public async Task A_part_of_an_array_is_the_body_of_a_row()
    {
        await using var journal = await OpenAsync();
        await journal.BeginAsync(Samples.Run("a"), Ct);
        await journal.AppendAsync(new JournalRow("a", 0, Samples.Start, new byte[] { 1, 2, 3, 4 }.AsMemory(1, 2)), Samples.Run("a"), Ct);
        Assert.Equal([2, 3], Assert.Single(await journal.ReadAsync("a", Ct)).Body.ToArray());
    }

    [Fact]
    public async Task Who_is_second_with_a_number_is_told_so_and_changes_nothing()
    {
        await using var journal = await OpenAsync();
        await journal.BeginAsync(Samples.Run("a"), Ct);
        Assert.True(await journal.AppendAsync(Samples.Row("a", 0), Samples.Run("a"), Ct));
        Assert.False(await journal.AppendAsync(Samples.Row("a", 0, "two"), Samples.Run("a", "two") with { StepsDone = 9 }, Ct));
        Assert.Equal(Samples.Run("a"), await journal.FindAsync("a", Ct));
        Assert.Equal(Samples.Row("a", 0).Body.ToArray(), Assert.Single(await journal.ReadAsync("a", Ct)).Body.ToArray());
    }

    [Fact]
    public async Task Of_many_at_once_with_one_number_one_wins()
    {
        await using var journal = await OpenAsync();
        await journal.BeginAsync(Samples.Run("a"), Ct);
        for (var number = 0; number < 20; number++)
        {
            var won = await Task.WhenAll(
                Enumerable
                    .Range(0, 50)
                    .Select(i => journal.AppendAsync(Samples.Row("a", number, $"writer {i}"), Samples.Run("a", $"writer {i}"), Ct))
            );
            var winner = Array.IndexOf(won, true);
            Assert.Single(won, w => w);
            Assert.Equal($"writer {winner}", (await journal.FindAsync("a", Ct))!.Owner);
            Assert.Equal(
                Samples.Row("a", number, $"writer {winner}").Body.ToArray(),
                (await journal.ReadAsync("a", Ct))[^1].Body.ToArray()
            );
        }
    }

    [Fact]
    public async Task Whose_answer_was_lost_may_write_the_same_row_again()
    {
        await using var journal = await OpenAsync();
        await journal.BeginAsync(Samples.Run("a"), Ct);
        Assert.True(await journal.AppendAsync(Samples.Row("a", 0), Samples.Run("a"), Ct));
        Assert.True(await journal.AppendAsync(Samples.Row("a", 0), Samples.Run("a"), Ct));
        Assert.Single(await journal.ReadAsync("a", Ct));
        Assert.False(await journal.AppendAsync(Samples.Row("a", 0), Samples.Run("a", "two"), Ct));
        Assert.True(await journal.AppendAsync(Samples.Row("a", 1), Samples.Run("a"), Ct));
        Assert.False(await journal.AppendAsync(Samples.Row("a", 0), Samples.Run("a"), Ct));
    }

    [Fact]
    public async Task A_row_needs_its_run_and_the_row_before()
    {
        await using var journal = await OpenAsync();
        await Assert.ThrowsAsync<JournalException>(() => journal.AppendAsync(Samples.Row("a", 0), Samples.Run("a"), Ct));
        await journal.BeginAsync(Samples.Run("a"), Ct);
        await Assert.ThrowsAsync<JournalException>(() => journal.AppendAsync(Samples.Row("a", 1), Samples.Run("a"), Ct));
        Assert.True(await journal.AppendAsync(Samples.Row("a", 0), Samples.Run("a"), Ct));
        await Assert.ThrowsAsync<JournalException>(() => journal.AppendAsync(Samples.Row("a", 2), Samples.Run("a"), Ct));
        Assert.Single(await journal.ReadAsync("a", Ct));
    }

    [Fact]
    public async Task Rows_are_read_in_their_order_also_after_it_was_opened_again()
    {
        await using (var journal = await OpenAsync())
        {
            foreach (var run in (string[])["b", "a", "ab"])
                await journal.BeginAsync(Samples.Run(run), Ct);
            for (var number = 0; number < 120; number++)
            {
                foreach (var run in (string[])["b", "a", "ab"])
                    Assert.True(await journal.AppendAsync(Samples.Row(run, number), Samples.Run(run) with { StepsDone = number }, Ct));
            }
        }
        await using var again = await OpenAsync();
        foreach (var run in (string[])["b", "a", "ab"])
        {
            var rows = await again.ReadAsync(run, Ct);
            Assert.Equal(120, rows.Length);
            Assert.True(Samples.AreWhole(rows, run, "one", 0));
            Assert.Equal(119, (await again.FindAsync(run, Ct))!.StepsDone);
        }
        Assert.Empty(await again.ReadAsync("A", Ct));
        Assert.Null(await again.FindAsync("A", Ct));
    }

    [Fact]
    public async Task The_run_that_began_last_is_listed_first()
    {
        await using var journal = await OpenAsync();
        foreach (var minute in (int[])[3, 1, 2, 5, 4])
            await journal.BeginAsync(Samples.Run($"run {minute}", minute: minute), Ct);
        await journal.AppendAsync(
            Samples.Row("run 1", 0),
            Samples.Run("run 1", minute: 1) with
            {
                ChangedAt = Samples.Start.AddDays(1),
            },
            Ct
        );
        Assert.Equal(["run 5", "run 4", "run 3", "run 2", "run 1"], (await journal.ListAsync(Ct)).Select(run => run.Id));
    }

    [Fact]
    public async Task The_first_row_of_each_run_is_read_without_the_others()
    {
        await using var journal = await OpenAsync();
        Assert.Empty(await journal.ReadFirstsAsync(Ct));
        foreach (var (run, rows) in ((string, int)[])[("a", 3), ("b", 0), ("c", 1)])
        {
            await journal.BeginAsync(Samples.Run(run), Ct);
            for (var number = 0; number < rows; number++)
                await journal.AppendAsync(Samples.Row(run, number), Samples.Run(run), Ct);
        }
        var firsts = await journal.ReadFirstsAsync(Ct);
        Assert.Equal(["a", "c"], firsts.Select(row => row.Run).Order(StringComparer.Ordinal));
        Assert.All(firsts, row => Assert.True(Samples.AreWhole([row], row.Run, "one", 0)));
    }

    [Fact]
    public async Task What_is_forgotten_is_gone_and_the_rest_stays()
    {
        await using var journal = await OpenAsync();
        foreach (var run in (string[])["a", "b", "c"])
        {
            await journal.BeginAsync(Samples.Run(run), Ct);
            await journal.AppendAsync(Samples.Row(run, 0), Samples.Run(run), Ct);
        }
        await journal.ForgetAsync(["a", "nobody", "c"], Ct);
        await journal.ForgetAsync([], Ct);
        Assert.Equal(["b"], (await journal.ListAsync(Ct)).Select(run => run.Id));
        Assert.Empty(await journal.ReadAsync("a", Ct));
        Assert.Single(await journal.ReadAsync("b", Ct));
        await Assert.ThrowsAsync<JournalException>(() => journal.AppendAsync(Samples.Row("a", 1), Samples.Run("a"), Ct));
        Assert.True(await journal.BeginAsync(Samples.Run("a"), Ct));
        Assert.True(await journal.AppendAsync(Samples.Row("a", 0), Samples.Run("a"), Ct));
    }

    [Fact]
    public async Task Many_threads_write_and_read_at_once()
    {
        await using var journal = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => WriteAsync(journal, $"run {i}"), Ct)));
        Assert.Equal(16, (await journal.ListAsync(Ct)).Length);
    }

    private static async Task WriteAsync(IRunJournal journal, string id)
    {
        Assert.True(await journal.BeginAsync(Samples.Run(id), Ct));
        for (var number = 0; number < 40; number++)
        {
            Assert.True(await journal.AppendAsync(Samples.Row(id, number), Samples.Run(id) with { StepsDone = number }, Ct));
            if (number % 10 != 0)
                continue;
            var rows = await journal.ReadAsync(id, Ct);
            Assert.Equal(number + 1, rows.Length);
            Assert.True(Samples.AreWhole(rows, id, "one", 0));
        }
    }

    [Fact]
    public async Task Thousands_of_runs_are_listed()
    {
        await using var journal = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 5_000).Select(i => journal.BeginAsync(Samples.Run($"run {i:D5}", minute: i), Ct)));
        await Task.WhenAll(
            Enumerable
                .Range(0, 5_000)
                .Select(i => journal.AppendAsync(Samples.Row($"run {i:D5}", 0), Samples.Run($"run {i:D5}", minute: i), Ct))
        );
        var runs = await journal.ListAsync(Ct);
        Assert.Equal(Enumerable.Range(0, 5_000).Reverse().Select(i => $"run {i:D5}"), runs.Select(run => run.Id));
    }

    [Fact]
    public async Task Who_has_given_up_is_not_waited_for()
    {
        await using var journal = await OpenAsync();
        await journal.BeginAsync(Samples.Run("a"), Ct);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => journal.BeginAsync(Samples.Run("b"), gone.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            journal.AppendAsync(Samples.Row("a", 0), Samples.Run("a"), gone.Token)
        );
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => journal.ReadAsync("a", gone.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => journal.ListAsync(gone.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => journal.ForgetAsync(["a"], gone.Token));
        Assert.Empty(await journal.ReadAsync("a", Ct));
        Assert.Equal(["a"], (await journal.ListAsync(Ct)).Select(run => run.Id));
    }

    [Fact]
    public async Task What_was_taken_in_is_written_when_it_is_closed()
    {
        var journal = await OpenAsync();
        await journal.BeginAsync(Samples.Run("a"), Ct);
        var appends = Enumerable.Range(0, 2_000).Select(i => journal.AppendAsync(Samples.Row("a", i), Samples.Run("a"), Ct)).ToList();
        await journal.DisposeAsync();
        await journal.DisposeAsync();
        Assert.DoesNotContain(false, await Task.WhenAll(appends));
        await using var again = await OpenAsync();
        Assert.Equal(2_000, (await again.ReadAsync("a", Ct)).Length);
    }
}

public sealed class MemoryJournalTests : JournalContract
{
    private readonly MemoryJournal journal = new();

    private protected override Task<IRunJournal> OpenAsync() => Task.FromResult<IRunJournal>(journal);
}
