using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

public sealed class DeepStateTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_as_deep_as_an_answer_may_be_comes_back(bool isSecret)
    {
        var deep =
            string.Concat(Enumerable.Repeat("{\"$\":[", 31)) + "\"fake-secret-at-the-bottom\"" + string.Concat(Enumerable.Repeat("]}", 31));
        await using var server = new LoopbackServer(request => Answers.Json(request.Target == "/last" ? "{}" : deep));
        using var run = new WrittenRun(
            $$"""
            scenario: Test
            inputs:
              api: { type: url }
            steps:
              - step: Take all
                request: GET <<api>>/first
                extract: { all: { from: $, secret: {{(isSecret ? "true" : "false")}} } }
              - step: Send it back
                request: PUT <<api>>/last
                json: <<all>>
            """
        ).With("api", server.Address);
        Assert.Null(await run.RunAsync(journal => new DyingJournal(journal, 2, isAfter: false)));
        var resumed = await run.ResumeAsync();
        Assert.Equal(Outcome.Passed, resumed!.Summary.Outcome);
        Assert.Equal(deep, server.Requests[^1].BodyText);
    }
}
