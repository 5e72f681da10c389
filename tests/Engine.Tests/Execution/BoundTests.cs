using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution;

/// <summary>Trust rule 12: what expressions make is bounded, lists and maps as texts are, and an error comes before the memory is taken.</summary>
public sealed class BoundTests
{
    private const string Ten = "[{0}, {0}, {0}, {0}, {0}, {0}, {0}, {0}, {0}, {0}]";

    [Theory]
    [InlineData("[<<{0}>>, <<{0}>>, <<{0}>>, <<{0}>>, <<{0}>>, <<{0}>>, <<{0}>>, <<{0}>>, <<{0}>>, <<{0}>>]")]
    [InlineData("<<" + Ten + ">>")]
    [InlineData(
        "{{ a: <<{0}>>, b: <<{0}>>, c: <<{0}>>, d: <<{0}>>, e: <<{0}>>, f: <<{0}>>, g: <<{0}>>, h: <<{0}>>, i: <<{0}>>, j: <<{0}>> }}"
    )]
    [InlineData("'<<{{a: {0}, b: {0}, c: {0}, d: {0}, e: {0}, f: {0}, g: {0}, h: {0}, i: {0}, j: {0}}}>>'")]
    public async Task Lists_of_the_list_before_are_refused_before_the_run(string line)
    {
        var happened = await Vars(9, line, "v0: x");
        Assert.Equal(DiagnosticCodes.TooLarge.Id, happened.Codes);
        Assert.Contains("more than 1000000 items", happened.Problem.What, StringComparison.Ordinal);
        Assert.Empty(happened.Steps);
    }

    [Theory]
    [InlineData("[<<{0}>>, <<{0}>>, <<{0}>>, <<{0}>>, <<{0}>>, <<{0}>>, <<{0}>>, <<{0}>>, <<{0}>>, <<{0}>>]")]
    [InlineData("<<" + Ten + ">>")]
    [InlineData("<<list.concat [{0}] " + Ten + ">>")]
    [InlineData("'<<map.merge {{a: {0}}} {{b: " + Ten + "}}>>'")]
    [InlineData("'<<text.join " + Ten + " \"\">>'")]
    [InlineData("<<" + "$\"{{{0}}}{{{0}}}{{{0}}}{{{0}}}{{{0}}}{{{0}}}{{{0}}}{{{0}}}{{{0}}}{{{0}}}\"" + ">>")]
    [InlineData("<<{0} + {0} + {0} + {0} + {0} + {0} + {0} + {0} + {0} + {0}>>")]
    [InlineData("<<json.text " + Ten + ">>")]
    public async Task What_is_only_known_in_the_run_is_refused_there(string line)
    {
        var before = GC.GetTotalAllocatedBytes();
        var happened = await Vars(5, line, "v0: '<<text.pad_left run.id 5000 \"a\">>'");
        Assert.Equal(DiagnosticCodes.EvaluationFailed.Id, happened.Problem.Code.Id);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 600L << 20);
    }

    [Fact]
    public async Task All_variables_of_a_run_hold_64_MB_at_most()
    {
        var body = new string('a', 9 << 20);
        await using var server = new LoopbackServer($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        var kept = await Extracting(i => $"a{i}", server.Address);
        Assert.Equal("passed passed passed passed passed passed passed broken", string.Join(' ', kept.Outcomes.Split(' ')[..8]));
        Assert.Contains("more than 64 MB", kept.Problem.What, StringComparison.Ordinal);
        (await Extracting(_ => "a", server.Address)).Passed();
    }

    [Fact]
    public async Task A_loop_holds_64_MB_at_most()
    {
        var body = new string('a', 9 << 20);
        await using var server = new LoopbackServer($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        var happened = await ScenarioRun
            .Steps(
                "  - step: A\n    for_each: <<list.range 1 20>>\n    request: GET <<api>>/<<item>>\n    extract: { a: <<response.text>> }"
            )
            .With("api", server.Address)
            .RunAsync();
        Assert.Contains(
            "more than 64 MB",
            happened.Summary.Problems.Concat(happened.Steps.SelectMany(s => s.Problems)).First().What,
            StringComparison.Ordinal
        );
    }

    private static Task<Happened> Extracting(Func<int, string> name, string address) =>
        ScenarioRun
            .Steps(
                string.Join(
                    '\n',
                    Enumerable
                        .Range(0, 9)
                        .Select(i => $"  - step: S{i}\n    request: GET <<api>>/{i}\n    extract: {{ {name(i)}: <<response.text>> }}")
                )
            )
            .With("api", address)
            .RunAsync();

    private static Task<Happened> Vars(int count, string line, string first)
    {
        var lines = Enumerable
            .Range(1, count)
            .Select(i => $"  v{i}: " + string.Format(System.Globalization.CultureInfo.InvariantCulture, line, $"v{i - 1}"));
        return ScenarioRun
            .Steps("  - step: A\n    request: GET <<api>>/x", $"vars:\n  {first}\n{string.Join('\n', lines)}")
            .With("api", "http://127.0.0.1:1")
            .RunAsync();
    }
}
