using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

/// <summary>Two processes that believe that a run is theirs.</summary>
public sealed class RivalTests
{
    private const string Scenario = """
        scenario: Test
        inputs:
          api: { type: url }
        steps:
          - step: One
            request: PUT <<api>>/1
            undo: DELETE <<api>>/1
          - step: Two
            request: PUT <<api>>/2
          - step: Three
            request: PUT <<api>>/3
        finally:
          - step: Close
            request: PUT <<api>>/close
        """;

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Of_those_that_go_on_at_once_one_does(int rivals)
    {
        await using var server = new LoopbackServer(Answers.Json("{}"));
        using var run = new WrittenRun(Scenario).With("api", server.Address);
        Assert.Null(await run.RunAsync(journal => new DyingJournal(journal, 1, isAfter: true)));
        var gate = new Barrier(rivals);
        var ends = await Task.WhenAll(
            Enumerable
                .Range(0, rivals)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        try
                        {
                            return await run.ResumeAsync(wrap: journal =>
                            {
                                gate.SignalAndWait(TestContext.Current.CancellationToken);
                                return journal;
                            });
                        }
                        catch (JournalException e)
                        {
                            Assert.Contains("another process goes on", e.Message, StringComparison.Ordinal);
                            return null;
                        }
                    })
                )
        );
        Assert.Single(ends.OfType<Happened>()).Passed();
        Assert.Equal("/1 /2 /3 /close", string.Join(" ", server.Requests.Select(r => r.Target)));
    }

    [Theory]
    [InlineData("/1")]
    [InlineData("/2")]
    [InlineData("/3")]
    [InlineData("/close")]
    public async Task What_was_frozen_sends_nothing_more(string frozenAt)
    {
        var (frozen, thaws) = (new TaskCompletionSource(), new TaskCompletionSource());
        var isFrozen = false;
        await using var server = new LoopbackServer(request =>
        {
            if (request.Target == frozenAt && !isFrozen)
            {
                isFrozen = true;
                frozen.SetResult();
                thaws.Task.Wait(TestContext.Current.CancellationToken);
            }
            return Answers.Json("{}");
        });
        using var run = new WrittenRun(Scenario) { Undo = Engine.Execution.UndoPolicy.Always }.With("api", server.Address);
        var slow = run.RunAsync();
        await frozen.Task;
        (await run.ResumeAsync())!.Passed();
        var before = server.Requests.Count;
        var rows = (await run.StoredAsync()).Rows.Length;
        thaws.SetResult();
        var lost = await slow;
        Assert.True(lost!.Result.Journaled!.IsLost);
        Assert.Equal(before, server.Requests.Count);
        Assert.Equal(rows, (await run.StoredAsync()).Rows.Length);
        Assert.Equal(Outcome.Passed, (await run.ListedAsync()).Outcome);
    }
}
