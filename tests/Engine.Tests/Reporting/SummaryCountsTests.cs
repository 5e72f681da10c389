using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>The end of a run in numbers: where it did not pass, a number says what did not.</summary>
public sealed class SummaryCountsTests
{
    private const string Rest = """
          - step: Use it
            request: GET <<api>>/<<token>>
          - step: Use it again
            request: GET <<api>>/<<token>>
        """;

    private const string Obtained = "  token: { obtain: token.yaml }";

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", "failed: 1 failed, 2 skipped")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", "broken: 1 broken, 2 skipped")]
    [InlineData("", "broken: 1 broken, 2 skipped")]
    public async Task An_input_that_could_not_be_obtained_counts_as_a_step(string answer, string expected)
    {
        await using var server = new LoopbackServer(answer);
        var happened = await ScenarioRun
            .Steps(Rest, Obtained)
            .File("token.yaml", Token("GET <<api>>/token", "token: $.token"))
            .With("api", server.Address)
            .RunAsync();
        Assert.Equal(expected, Words(happened.Summary));
    }

    [Fact]
    public async Task One_that_is_obtained_through_another_counts_once()
    {
        await using var server = new LoopbackServer(Answers.Empty(403));
        var happened = await ScenarioRun
            .Steps(Rest, Obtained)
            .File("token.yaml", Token("GET <<api>>/<<key>>", "token: $.token", "  key: { obtain: key.yaml }"))
            .File("key.yaml", Token("GET <<api>>/key", "key: $.key"))
            .With("api", server.Address)
            .RunAsync();
        Assert.Equal("failed: 1 failed, 2 skipped", Words(happened.Summary));
    }

    [Fact]
    public async Task What_no_step_is_to_blame_for_counts_as_a_problem()
    {
        var happened = await ScenarioRun
            .Steps(Rest.Replace("token", "half", StringComparison.Ordinal), "vars: { half: '<<jwt.claims v>>' }")
            .With("api", "http://127.0.0.1:9")
            .With("v", "no token")
            .RunAsync();
        Assert.Equal("broken: 1 problem, 2 skipped", Words(happened.Summary));
    }

    [Theory]
    [InlineData(Outcome.Unknown, 3, 0, 0, 2, "3 passed, 2 in doubt")]
    [InlineData(Outcome.Unknown, 3, 0, 1, 1, "3 passed, 1 unknown")]
    [InlineData(Outcome.Failed, 3, 2, 0, 0, "3 passed, 2 failed")]
    [InlineData(Outcome.Cancelled, 3, 0, 0, 0, "3 passed")]
    [InlineData(Outcome.Passed, 0, 0, 0, 0, "")]
    public void Each_word_has_its_number(Outcome outcome, int passed, int failed, int unknown, int doubts, string expected)
    {
        var summary = new RunSummary
        {
            Outcome = outcome,
            Passed = passed,
            Failed = failed,
            Unknown = unknown,
            Broken = 0,
            Skipped = 0,
            Duration = TimeSpan.Zero,
            Doubts = [.. Enumerable.Repeat<DoubtfulRequest>(null!, doubts)],
        };
        Assert.Equal(expected, string.Join(", ", SummaryCounts.Of(summary).Select(c => $"{c.Count} {c.Word}")));
    }

    private static string Words(RunSummary? summary) =>
        $"{summary!.Outcome.ToString().ToLowerInvariant()}: {string.Join(", ", SummaryCounts.Of(summary).Select(c => $"{c.Count} {c.Word}"))}";

    private static string Token(string request, string output, string more = "") =>
        $$"""
            scenario: Get it
            inputs:
              api: { type: url }
            {{more}}
            steps:
              - step: Ask
                request: {{request}}
                extract: { {{output}} }
            outputs: { {{output.Split(':')[0]}}: <<{{output.Split(':')[0]}}>> }
            """;
}
