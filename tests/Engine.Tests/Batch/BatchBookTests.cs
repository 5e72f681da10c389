using PingOneScenarios.Engine.Batch;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Tests.Execution.Journaling;

namespace PingOneScenarios.Engine.Tests.Batch;

public sealed class BatchBookTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_its_process_dies_each_row_is_done_once(bool isAfter)
    {
        for (var write = 0; ; write++)
        {
            await using var batch = new WrittenBatch();
            var first = await batch.RunAsync("one", journal => new DyingJournal(journal, write, isAfter));
            if (!first.IsDead)
            {
                Assert.True(write >= 6 * 4, $"{write} writes");
                return;
            }
            var second = await batch.RunAsync("two");
            Assert.True(second.Book.GoesOn);
            Assert.Equal(first.Book.Id, second.Book.Id);
            Assert.True(second.HasEnded, $"write {write}");
            Assert.All(second.Outcomes, o => Assert.Equal(Outcome.Passed, o));
            Assert.Equal(batch.Rows.Count, second.Book.Done + second.Outcomes.Count());
            Assert.Equal(batch.Rows, batch.Made.Keys.Order(StringComparer.Ordinal));
            Assert.All(batch.Made, m => Assert.Equal(1, m.Value));
        }
    }

    [Fact]
    public async Task It_may_die_again_and_again()
    {
        await using var batch = new WrittenBatch();
        var pass = await batch.RunAsync("process 0", journal => new DyingJournal(journal, 5, true));
        for (var process = 1; pass.IsDead && process < 30; process++)
            pass = await batch.RunAsync($"process {process}", journal => new DyingJournal(journal, 8, process % 2 == 0));
        Assert.True(pass.HasEnded);
        Assert.Single(await batch.Sealed.ListBatchesAsync(Ct));
        Assert.Equal(batch.Rows, batch.Made.Keys.Order(StringComparer.Ordinal));
        Assert.All(batch.Made, m => Assert.Equal(1, m.Value));
    }

    [Fact]
    public async Task A_finished_one_is_run_anew_under_another_id()
    {
        await using var batch = new WrittenBatch();
        var first = await batch.RunAsync("one");
        Assert.True(first is { HasEnded: true, Book.GoesOn: false });
        var second = await batch.RunAsync("two");
        Assert.True(second is { HasEnded: true, Book.GoesOn: false });
        Assert.NotEqual(first.Book.Id, second.Book.Id);
        Assert.Null(second.Book.FirstLine(6, hasRows: true));
        Assert.All(batch.Made, m => Assert.Equal(2, m.Value));
    }

    [Fact]
    public async Task What_has_ended_is_passed_over_however_it_ended()
    {
        await using var batch = new WrittenBatch();
        batch.Refused.Add("row1");
        var first = await batch.RunAsync("one", journal => new DyingJournal(journal, 20, true));
        batch.Refused.Clear();
        var second = await batch.RunAsync("two");
        Assert.Equal(
            (RowWay.IsDone, (Outcome?)Outcome.Failed),
            (second.Book.StandingOf("id of row1").Way, second.Book.StandingOf("id of row1").Outcome)
        );
        Assert.DoesNotContain("row1", batch.Made.Keys);
        Assert.True(first.IsDead && second.HasEnded);
        Assert.Contains($" of 6 rows ", second.Book.FirstLine(6, hasRows: true), StringComparison.Ordinal);
        Assert.StartsWith($"goes on with batch {first.Book.Id}: ", second.Book.FirstLine(6, hasRows: true), StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_begins_anew()
    {
        await using var batch = new WrittenBatch();
        var first = await batch.RunAsync("one", journal => new DyingJournal(journal, 9, true));
        var second = await batch.RunAsync("two", isNew: true);
        Assert.False(second.Book.GoesOn);
        Assert.NotEqual(first.Book.Id, second.Book.Id);
        Assert.Equal(6, second.Outcomes.Count());
    }

    [Fact]
    public async Task Other_rows_or_another_file_are_another_batch()
    {
        await using var batch = new WrittenBatch();
        var first = await batch.RunAsync("one", journal => new DyingJournal(journal, 9, true));
        batch.Rows = [.. batch.Rows, "row7"];
        var second = await batch.RunAsync("two", journal => new DyingJournal(journal, 9, true));
        batch.Write(WrittenBatch.Usual + "\n# changed");
        var third = await batch.RunAsync("three");
        Assert.False(second.Book.GoesOn || third.Book.GoesOn);
        Assert.Equal(3, new HashSet<string> { first.Book.Id, second.Book.Id, third.Book.Id }.Count);
    }

    [Fact]
    public async Task Whoever_stopped_it_goes_on_with_what_was_under_way()
    {
        await using var batch = new WrittenBatch();
        using var stop = new CancellationTokenSource();
        batch.Making = name =>
        {
            if (name == "row3")
                stop.Cancel();
        };
        var first = await batch.RunAsync("one", stopping: stop);
        Assert.False(first.HasEnded);
        var second = await batch.RunAsync("two");
        Assert.True(second.Book.GoesOn);
        Assert.All(second.Outcomes, o => Assert.Equal(Outcome.Passed, o));
        // Of a request that was under way nobody knows; that is told, it is not sent once more, and the batch stays open.
        var known = batch.Rows.Where(name => second.Book.StandingOf("id of " + name).Way != RowWay.Waits).ToList();
        Assert.Equal(known.Count == batch.Rows.Count, second.HasEnded);
        Assert.All(known, name => Assert.Contains(name, batch.Made.Keys));
        Assert.All(batch.Made, m => Assert.Equal(1, m.Value));
    }

    [Fact]
    public async Task While_its_process_lives_nobody_else_runs_it()
    {
        await using var batch = new WrittenBatch();
        await batch.RunAsync("one", journal => new DyingJournal(journal, 9, true));
        batch.Living.Add("one");
        var refused = await Assert.ThrowsAsync<DiagnosticException>(() => batch.RunAsync("two"));
        Assert.Equal("PS4025", refused.Diagnostic.Code.Id);
        Assert.Contains("process one still runs the batch", refused.Diagnostic.Why, StringComparison.Ordinal);
        batch.Living.Clear();
        Assert.True((await batch.RunAsync("two")).HasEnded);
    }

    [Fact]
    public async Task Of_two_that_go_on_at_once_one_does()
    {
        await using var batch = new WrittenBatch();
        await batch.RunAsync("one", journal => new DyingJournal(journal, 9, true));
        batch.Living.UnionWith(["process 2", "process 3"]);
        var both = await Task.WhenAll(
            Enumerable
                .Range(2, 2)
                .Select(async process =>
                {
                    try
                    {
                        return (await batch.RunAsync($"process {process}")).HasEnded;
                    }
                    catch (DiagnosticException e) when (e.Diagnostic.Code.Id == "PS4025")
                    {
                        return false;
                    }
                })
        );
        Assert.Contains(true, both);
        // Whoever came when it had ended began anew, and did so in full.
        Assert.Single(batch.Made.Values.Distinct());
    }

    [Fact]
    public async Task What_waits_for_an_answer_is_passed_over_and_keeps_the_batch_open()
    {
        await using var batch = new WrittenBatch(
            WrittenBatch.Usual.Replace(
                "    on_unknown: { request: GET <<api>>/things/<<name>>, absent: 404, retry: { attempts: 1 } }\n",
                "",
                StringComparison.Ordinal
            )
        );
        // Each run writes four rows; the second is what it means to send.
        await batch.RunAsync("one", journal => new DyingJournal(journal, 4, true));
        var second = await batch.RunAsync("two");
        var waiting = second.Results.Count(r => r?.Journaled is { IsWaiting: true });
        Assert.True(waiting > 0);
        Assert.False(second.HasEnded);
        var third = await batch.RunAsync("three");
        Assert.Equal(waiting, batch.Rows.Count(name => third.Book.StandingOf("id of " + name) is { Way: RowWay.Waits, Run: not null }));
        Assert.Empty(third.Outcomes);
        Assert.False(third.HasEnded);
        Assert.All(batch.Made, m => Assert.Equal(1, m.Value));
    }

    [Fact]
    public async Task Of_what_has_passed_only_its_end_is_kept()
    {
        await using var batch = new WrittenBatch();
        batch.Refused.Add("row2");
        await batch.RunAsync("one");
        var journal = batch.Sealed;
        var listed = Assert.Single(await journal.ListBatchesAsync(Ct));
        Assert.Equal("Make a thing, rows", BatchHead.Read(journal.Open(listed.Batch)).Title);
        var runs = await journal.ReadBatchAsync(listed.Batch.Id, null, Ct);
        Assert.Equal([1, 2, 3, 4, 5, 6], runs.Select(r => r.Run.RowNumber));
        foreach (var (run, last) in runs)
        {
            Assert.Equal(12, run.Id.Length);
            Assert.Equal(run.Outcome == Outcome.Passed, ClosingRow.Is(last!));
            if (run.Outcome == Outcome.Passed)
                Assert.Contains(
                    "only that is kept of it",
                    (await Assert.ThrowsAsync<JournalException>(() => KeptRun.ReadAsync(journal, run, Ct))).Message,
                    StringComparison.Ordinal
                );
            else
                Assert.Equal("test.yaml", Path.GetFileName((await KeptRun.ReadAsync(journal, run, Ct)).Head.Path));
        }
    }

    [Theory]
    [InlineData("state")]
    [InlineData("row")]
    [InlineData("number")]
    [InlineData("batch")]
    [InlineData("alone")]
    public async Task A_list_that_was_changed_is_not_believed(string what)
    {
        await using var batch = new WrittenBatch();
        await batch.RunAsync("one", journal => new DyingJournal(journal, 9, true));
        var listed = Assert.Single(await batch.Journal.ListBatchesAsync(Ct)).Batch;
        var (run, last) = (await batch.Journal.ReadBatchAsync(listed.Id, null, Ct))[0];
        var changed = what switch
        {
            "state" => run with { State = JournalState.Ended, Outcome = Outcome.Passed },
            "row" => run with { RowId = "id of row6" },
            "number" => run with { RowNumber = 6 },
            "batch" => run with { Batch = "other" },
            _ => run with { Batch = null, RowId = null, RowNumber = null },
        };
        await batch.Journal.AppendAsync(last! with { Number = last.Number + 1 }, changed, Ct);
        var journal = batch.Sealed;
        await Assert.ThrowsAsync<JournalException>(() => journal.ReadAsync(run.Id, Ct));
        if (what is not ("batch" or "alone"))
            await Assert.ThrowsAsync<JournalException>(() => batch.RunAsync("two"));
        await batch.Journal.ChangeBatchAsync(listed with { Owner = "somebody" }, listed.Owner, Ct);
        await Assert.ThrowsAsync<JournalException>(() => batch.RunAsync("three"));
    }
}
