using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Trust;

/// <summary>What came out of trying attacks by hand: engine/decisions/0039.</summary>
public sealed class HostilePackTests
{
    [Theory]
    [InlineData("https://api.example.evil.test", false)]
    [InlineData("https://evil-api.example", false)]
    [InlineData("https://аpi.example", false)]
    [InlineData("https://other.test", true)]
    [InlineData("https://sub.api.example", true)]
    public async Task Rule_1_no_flag_is_offered_for_a_host_that_only_looks_granted(string address, bool isOffered)
    {
        var run = ScenarioRun.Steps($"  - step: A\n    request: GET {address}/x").With("api", "https://api.example");
        var problem = (await run.RunAsync()).Problem;
        Assert.Equal("PS5001", problem.Code.Id);
        Assert.Equal(isOffered, problem.Fix.Contains("allow the origin", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_line_to_copy_holds_a_name_no_variable_can_have()
    {
        var happened = await new ScenarioRun(
            "scenario: S\ninputs: { 'a;rm -rf': {} }\nsteps: [{ step: A, request: 'GET https://h.example/' }]"
        ).RunAsync();
        Assert.Contains("PS1010", happened.Codes, StringComparison.Ordinal);
        Assert.DoesNotContain(happened.Problems, p => p.Fix.Contains("rm -rf", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_name_holds_no_NUL()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var steps = "  - step: A\n    request: POST <<api>>\n    multipart: { a: { text: x, filename: \"b\\0c\" } }";
        (await ScenarioRun.Steps(steps).With("api", server.Address).RunAsync()).Passed();
        Assert.Contains("filename=\"b%00c\"", server.Only.Body, StringComparison.Ordinal);
    }
}
