using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

/// <summary>Runs that go on where their process ended.</summary>
public sealed class ResumeTests
{
    private const string Inputs = """
        scenario: Test
        inputs:
          api: { type: url }
          count: { type: number, default: 3 }
          name: { default: '<<random.uuid>>' }
        vars:
          tag: 'tag-<<random.uuid>>'

        """;

    private const string Plain =
        Inputs
        + """
            steps:
              - step: Make a group
                id: group
                request: PUT <<api>>/groups/<<tag>>
                json: { name: '<<name>>' }
                extract: { groupId: $.id }
                undo: DELETE <<api>>/groups/<<groupId>>
              - step: Make users
                id: users
                for_each: <<list.range 1 count>>
                request: PUT <<api>>/users/<<groupId>>-<<item>>
                extract: { userId: $.id }
                undo: DELETE <<api>>/users/<<userId>>
              - step: Read them
                request: GET <<api>>/users/<<userId[0]>>
              - step: Wait
                request: GET <<api>>/wait
                retry: { attempts: 3, every: 1ms, until: '<<response.attempt == 2>>' }
              - step: Tag
                request: PUT <<api>>/tags/<<tag>>
            finally:
              - step: Close
                request: GET <<api>>/close
            outputs:
              groupId: <<groupId>>
            """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_row_was_the_last_the_run_ends_as_one_that_was_not_stopped(bool isAfter)
    {
        await using var server = new LoopbackServer(Answer);
        for (var write = 0; ; write++)
        {
            using var run = new WrittenRun(Plain).With("api", server.Address);
            var before = server.Requests.Count;
            if (await run.RunAsync(journal => new DyingJournal(journal, write, isAfter)) is { } whole)
            {
                whole.Passed();
                Assert.True(write > 8);
                return;
            }
            if ((await run.StoredOrNothingAsync()) is null)
                continue;
            var isOver = (await run.ListedAsync()).State == JournalState.Ended;
            var happened = await run.ResumeAsync();
            Assert.NotNull(happened);
            if (isOver)
            {
                Assert.Equal("PS4021", happened.Codes);
                continue;
            }
            happened.Passed();
            Assert.Empty(run.Changes);
            var sent = server.Requests.Skip(before).Select(r => r.Line).ToList();
            Assert.Equal(
                1,
                sent.Count(l => l.StartsWith("PUT", StringComparison.Ordinal) && l.Contains("/groups/", StringComparison.Ordinal))
                    - Repeated(sent)
            );
            Assert.Equal(6, happened.Summary.Passed);
            Assert.Equal(4, happened.LeftBehind.Count);
            Assert.Equal(8, happened.Steps.Count);
            Assert.Equal(8, happened.Events.OfType<StepStarted>().Count());
            Assert.Single(happened.Events.OfType<RunStarted>());
            Assert.Single(happened.Events.OfType<RunResumed>());
            Assert.Single(happened.Events.OfType<RunFinished>());
            Assert.Contains(happened.Result.Outputs, o => o.Name == "groupId");
            Assert.Equal(JournalState.Ended, (await run.ListedAsync()).State);
        }
    }

    // A PUT that was on its way is sent again, to the same address.
    private static int Repeated(List<string> sent) =>
        sent.Where(l => l.Contains("/groups/", StringComparison.Ordinal)).GroupBy(l => l).Sum(g => g.Count() - 1);

    private static string Answer(Recorded request) => Answers.Json($$"""{ "id": "{{request.Target.Split('/')[^1]}}" }""");
}
