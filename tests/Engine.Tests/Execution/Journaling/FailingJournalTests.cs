using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

/// <summary>Rows that cannot be written: the run goes on, sends nothing twice, tells everything once, and writes them as soon as it can.</summary>
public sealed class FailingJournalTests
{
    private const string Scenario = """
        scenario: Test
        inputs:
          api: { type: url }
        steps:
          - { step: A, request: POST <<api>>/a, undo: DELETE <<api>>/a }
          - { step: B, request: POST <<api>>/b }
          - { step: C, for_each: [1, 2, 3], request: 'POST <<api>>/c/<<item>>' }
          - { step: D, request: GET <<api>>/d }
        finally:
          - { step: E, request: POST <<api>>/e }
        """;

    private const int Never = int.MaxValue;

    [Theory]
    [InlineData(0, Never)]
    [InlineData(1, Never)]
    [InlineData(3, Never)]
    [InlineData(6, Never)]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(4, 5)]
    [InlineData(5, 6)]
    public async Task The_run_goes_on_and_what_was_not_written_is_written_when_that_can_be_done(int from, int until)
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        using var run = new WrittenRun(Scenario).With("api", server.Address);

        var happened = (await run.RunAsync(journal => new FailingJournal(journal, from, until)))!;

        happened.Passed();
        Assert.Equal(7, server.Requests.Count);
        Assert.Equal(7, server.Requests.Select(r => r.Line).Distinct().Count());
        Assert.Single(happened.Events.OfType<RunStarted>());
        Assert.Single(happened.Events.OfType<RunFinished>());
        if (until == Never)
        {
            Assert.Equal("there is no room left", happened.Result.Journaled!.Failure!.Message);
            return;
        }
        Assert.Null(happened.Result.Journaled!.Failure);
        Assert.Equal((JournalState.Ended, Outcome.Passed), ((await run.ListedAsync()).State, (await run.ListedAsync()).Outcome));
        var kept = await run.StoredAsync();
        Assert.Equal(happened.Events.Count, kept.Events.Count());
        Assert.Equal(1, kept.Listed.LeftBehind);
    }

    [Fact]
    public async Task A_journal_that_fails_is_not_asked_at_each_step()
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        using var run = new WrittenRun(Scenario).With("api", server.Address);
        FailingJournal? failing = null;

        await run.RunAsync(journal => failing = new FailingJournal(journal, 2, Never));

        // Two that were written, the one that failed, and the end.
        Assert.Equal(4, failing!.Writes);
    }

    [Fact]
    public async Task Where_a_journal_is_required_nothing_is_sent_before_its_first_row()
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        using var run = new WrittenRun(Scenario) { IsRequired = true }.With("api", server.Address);

        await Assert.ThrowsAsync<JournalException>(() => run.RunAsync(journal => new FailingJournal(journal, 0, Never)));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Where_a_journal_is_required_and_fails_later_the_run_goes_on()
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        using var run = new WrittenRun(Scenario) { IsRequired = true }.With("api", server.Address);

        (await run.RunAsync(journal => new FailingJournal(journal, 1, Never)))!.Passed();

        Assert.Equal(7, server.Requests.Count);
    }
}
