using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution;

/// <summary>What a step says of an expression that is another each time: what it was when it was judged.</summary>
public sealed class ChanceTests
{
    private const string Coin = "(random.int 1 2) == 1";

    [Theory]
    [InlineData("expect: { that: ['<<(random.int 1 2) == 1>>'] }", "PS6004", "random.int 1 2 is 2")]
    [InlineData("retry: { until: '<<(random.int 1 2) == 1>>', attempts: 1 }", "PS6007", "random.int 1 2 is 2")]
    [InlineData("retry: { until: '<<false>>', fail_when: '<<(random.int 1 2) == 1>>', attempts: 1 }", "PS6008", "random.int 1 2 is 1")]
    public async Task The_reason_is_what_was_judged(string keys, string code, string why)
    {
        var seen = 0;
        await using var server = new LoopbackServer(Answers.Empty(204));
        for (var toss = 0; toss < 12; toss++)
        {
            var happened = await ScenarioRun
                .Steps($"  - step: A\n    request: GET <<api>>/a\n    {keys}")
                .With("api", server.Address)
                .RunAsync();
            if (happened.Codes != code)
                continue;
            seen++;
            Assert.Equal(why, happened.Problem.Why);
        }
        Assert.NotEqual(0, seen);
    }

    [Fact]
    public async Task A_report_tells_the_same()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        for (var toss = 0; toss < 12; toss++)
        {
            var steps = $"  - step: A\n    request: GET <<api>>/a\n    expect: {{ that: ['<<{Coin}>>'] }}";
            var happened = await (ScenarioRun.Steps(steps) with { Verbose = true }).With("api", server.Address).RunAsync();
            var check = Assert.Single(happened.Steps).Checks.Single(c => c.What == Coin);
            Assert.Equal(check.Passed ? "true" : "random.int 1 2 is 2", check.Actual);
        }
    }
}
