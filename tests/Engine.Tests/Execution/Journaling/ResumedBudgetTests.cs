using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

/// <summary>What a run may use up is used up once, and what it told is told once, however often it stops.</summary>
public sealed class ResumedBudgetTests
{
    private const string Scenario = """
        scenario: Test
        inputs:
          api: { type: url }
        steps:
          - step: One
            request: PUT <<api>>/1
          - step: Each
            for_each: [1, 2, 3]
            request: PUT <<api>>/each/<<item>>
          - step: Wait
            request: GET <<api>>/wait
            retry: { attempts: 3, every: 1ms, until: '<<response.attempt == 3>>' }
          - step: Last
            request: PUT <<api>>/last
        """;

    [Theory]
    [InlineData(6, Outcome.Passed)]
    [InlineData(5, Outcome.Broken)]
    public async Task Steps_count_over_all_processes(int steps, Outcome outcome)
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        for (var write = 1; ; write++)
        {
            using var run = new WrittenRun(Scenario) { Budgets = new Budgets { Steps = steps } }.With("api", server.Address);
            if (await run.RunAsync(journal => new DyingJournal(journal, write, isAfter: true)) is { } whole)
            {
                Assert.Equal(outcome, whole.Outcome);
                return;
            }
            if ((await run.ListedAsync()).State != JournalState.Ended)
                Assert.Equal(outcome, (await run.ResumeAsync())!.Outcome);
        }
    }

    [Fact]
    public async Task Its_events_are_those_of_a_run_that_was_not_stopped()
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        using var uninterrupted = new WrittenRun(Scenario).With("api", server.Address);
        var whole = (await uninterrupted.RunAsync())!;
        for (var write = 0; write < 8; write++)
        {
            using var run = new WrittenRun(Scenario).With("api", server.Address);
            Assert.Null(await run.RunAsync(journal => new DyingJournal(journal, write, isAfter: true)));
            var happened = (await run.ResumeAsync())!;
            Assert.Equal(Told(whole), Told(happened));
            Assert.Single(happened.Events.OfType<RunResumed>());
        }
    }

    // Each attempt and each end once; that a request left is told again by whoever sends it again.
    private static string Told(Happened happened) =>
        string.Join("\n", happened.Steps.Select(s => $"{s.Step.Path} {s.Outcome}"))
        + $"\n{happened.Summary.Passed} {happened.Summary.Skipped} {happened.Outcome}";
}
