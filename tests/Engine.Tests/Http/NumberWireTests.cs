using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Execution;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>A number leaves as it came, digit for digit, wherever it is put, and every way to compare it agrees.</summary>
public sealed class NumberWireTests
{
    private const string Huge = "123456789012345678901234567890123456789";

    [Theory]
    [InlineData(Huge)]
    [InlineData("0.1234567890123456789012345678901234")]
    [InlineData("1.50")]
    [InlineData("1E5")]
    [InlineData("1e-400")]
    [InlineData("-0")]
    [InlineData("-0.0")]
    [InlineData("12345678901234567890.10")]
    [InlineData("1.00000000000000000000000000000000000")]
    [InlineData("6.02e10000")]
    public async Task A_number_of_an_answer_is_sent_as_it_was_received(string number)
    {
        await using var server = new LoopbackServer(_ => Answers.Json($"{{\"n\":{number}}}"));
        var steps = """
              - step: Take
                request: GET <<api>>/
                extract: { n: $.n, m: <<response.json.n>> }
              - step: Send
                request: POST <<api>>/<<n>>/a-<<m>>?q=<<n>>
                query: { p: <<m>> }
                headers: { X-N: <<n>> }
                json: { n: <<n>>, list: [<<m>>], text: "a <<n>>" }
              - step: Send a form
                request: POST <<api>>/f
                form: { n: <<n>> }
            """;
        var happened = await ScenarioRun.Steps(steps).With("api", server.Address).RunAsync();
        happened.Passed();
        var (sent, form) = (server.Requests[1], server.Requests[2]);
        Assert.Equal($"/{number}/a-{number}?q={number}&p={number}", sent.Target);
        Assert.Equal($"{{\"n\":{number},\"list\":[{number}],\"text\":\"a {number}\"}}", sent.Body);
        Assert.Contains($"X-N: {number}\r\n", sent.Bytes, StringComparison.Ordinal);
        Assert.Equal($"n={number}", form.Body);
    }

    [Theory]
    [InlineData("+12", "12")]
    [InlineData(".5", "0.5")]
    [InlineData("1E5", "1E5")]
    [InlineData("1.50", "1.50")]
    [InlineData("0x1F", "31")]
    [InlineData(Huge, Huge)]
    [InlineData("0.1234567890123456789012345678901234", "0.1234567890123456789012345678901234")]
    public async Task A_number_of_the_file_is_sent_as_it_was_written(string written, string sent)
    {
        await using var server = new LoopbackServer(_ => Answers.Json("{}"));
        var steps = $"  - step: A\n    request: POST <<api>>/\n    json: {{ n: {written} }}";
        (await ScenarioRun.Steps(steps).With("api", server.Address).RunAsync()).Passed();
        Assert.Equal($"{{\"n\":{sent}}}", server.Only.Body);
    }

    [Theory]
    [InlineData(Huge, Huge, true)]
    [InlineData(Huge, "123456789012345678901234567890123456780", false)]
    [InlineData("0.1234567890123456789012345678901234", "0.1234567890123456789012345678901235", false)]
    [InlineData("1e-400", "0", false)]
    [InlineData("0", "1e-400", false)]
    [InlineData("0e9", "0", true)]
    [InlineData("1.0e2", "100", true)]
    [InlineData("1e400", "10e399", true)]
    [InlineData("9007199254740993", "9007199254740992", false)]
    [InlineData("9007199254740993.0", "9007199254740993", true)]
    public async Task Every_way_to_compare_agrees(string answered, string expected, bool isEqual)
    {
        await using var server = new LoopbackServer(_ => Answers.Json($"{{\"n\":{answered}}}"));
        string[] ways =
        [
            $"json: {{ n: {expected} }}",
            $"that: ['<<response.json.n == {expected}>>']",
            $"json: {{ n: '<<is.one_of [{expected}]>>' }}",
            $"json: {{ n: '<<is.between {expected} {expected}>>' }}",
        ];
        foreach (var way in ways)
        {
            var steps = $"  - step: A\n    request: GET <<api>>/\n    expect: {{ {way} }}";
            var happened = await ScenarioRun.Steps(steps).With("api", server.Address).RunAsync();
            Assert.True(happened.Outcome == (isEqual ? Outcome.Passed : Outcome.Failed), $"{way}: {happened.Codes}");
        }
    }

    [Theory]
    [InlineData("{\"a\":1,\n \"n\":1e999999999}", "the number at line 2, byte 6 has an exponent beyond 10,000")]
    [InlineData("{\"n\":-1E-10001}", "the number at line 1, byte 6 has an exponent beyond 10,000")]
    public async Task A_number_beyond_the_limits_is_said_with_its_place(string body, string why)
    {
        await using var server = new LoopbackServer(_ => Answers.Json(body));
        var steps = "  - step: A\n    request: GET <<api>>/\n    expect: { json: { n: 1 } }";
        var happened = await ScenarioRun.Steps(steps).With("api", server.Address).RunAsync();
        Assert.Equal("PS4004", happened.Codes);
        Assert.Equal(why, happened.Problem.Why);
    }

    [Theory]
    [InlineData("12e345678", "the number has an exponent beyond 10,000")]
    [InlineData("-1e-10001", "the number has an exponent beyond 10,000")]
    public async Task A_number_of_the_file_beyond_the_limits_is_said_before_anything_is_sent(string written, string what)
    {
        await using var server = new LoopbackServer(_ => Answers.Json("{}"));
        var steps = $"  - step: A\n    request: POST <<api>>/\n    json: {{ n: {written} }}";
        var happened = await ScenarioRun.Steps(steps).With("api", server.Address).RunAsync();
        Assert.Equal(("PS1019", what), (happened.Codes, happened.Problem.What));
        Assert.Equal(written, happened.Problem.Span.Text);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("retry: { attempts: 12e345678 }")]
    [InlineData("for_each: [12e345678]")]
    public async Task A_number_beyond_the_limits_is_said_once(string more)
    {
        var steps = $"  - step: A\n    request: GET <<api>>/\n    {more}";
        var happened = await ScenarioRun.Steps(steps).With("api", "http://127.0.0.1:1").RunAsync();
        Assert.Equal("PS1019", happened.Codes);
    }

    [Theory]
    [InlineData("number", "1E5", "1E5")]
    [InlineData("number", "1.50", "1.50")]
    [InlineData("number", Huge, Huge)]
    [InlineData("list", "[1.50, " + Huge + "]", "[1.50," + Huge + "]")]
    [InlineData("number", "1e99999", "the number has an exponent beyond 10,000")]
    [InlineData("map", "{\"a\":1e99999}", "the number at line 1, byte 6 has an exponent beyond 10,000")]
    [InlineData("number", "x", "a number is expected")]
    public async Task A_number_of_the_operator_keeps_its_digits_too(string type, string given, string outcome)
    {
        await using var server = new LoopbackServer(_ => Answers.Json("{}"));
        var file = $$"""
            scenario: A
            inputs: { api: { type: url }, n: { type: {{type}} } }
            steps:
              - step: A
                request: POST <<api>>/
                json: <<n>>
            """;
        var happened = await new ScenarioRun(file).With("api", server.Address).With("n", given).RunAsync();
        if (happened.Codes.Length == 0)
            Assert.Equal(outcome, server.Only.Body);
        else
            Assert.EndsWith("does not fit: " + outcome, happened.Problem.What, StringComparison.Ordinal);
    }
}
