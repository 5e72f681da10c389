using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Tests.Reporting;

namespace PingOneScenarios.Engine.Tests.Trust.Labels;

/// <summary>Trust rule 3: public text that stands beside a secret in one expression stays public, wherever it is told.</summary>
public sealed class LabelledSpanTests
{
    private const string Secret = "Zq7Kx9Wv3Jh5Nb8Pd2Tf6Lg4Rm1";

    public static TheoryData<string> Addresses =>
        [
            "<<api + \"/items/\" + secret>>",
            "<<$\"{api}/items/{secret}\">>",
            "<<text.join [api, \"items\", secret] \"/\">>",
            "<<api>>/items/<<secret>>",
            "<<(api ?? \"x\") + (true ? \"/items/\" : \"/\") + secret>>",
            "<<list.first [api + \"/items/\" + secret]>>",
            "<<{a: api + \"/items/\" + secret}.a>>",
        ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Of_an_address_only_the_secret_is_hidden(string address)
    {
        await using var server = new LoopbackServer(Answers.Json("{\"a\":1}", 200, "Location: /items/other"));
        var happened = await (ScenarioRun.Steps($"  - step: A\n    request: 'GET {address}'") with { Verbose = true })
            .With("api", server.Address)
            .With("secret", Secret)
            .RunAsync();
        happened.Passed();
        Assert.Equal($"/items/{Secret}", server.Requests.Single().Target);
        var exchange = happened.Steps.Single().Exchange!;
        Assert.Equal($"{server.Address}/items/‹secret›", exchange.Address.Text);
        Assert.Contains("/items/other", exchange.AnswerHeaders.Select(h => h.Text.Text));
        Assert.Contains($"\"{server.Address}/items/", ReportText.Of("har", happened.Events), StringComparison.Ordinal);
        var script = ReportText.Of("curl", happened.Events);
        Assert.True(script.Contains("/items/$(urlencoded \"${P1S_SECRET}\")", StringComparison.Ordinal), script);
        Assert.DoesNotContain("--url \"${P1S_SECRET}\"", script, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, EventTexts.Of(happened) + script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<<text.slice secret 0 6>>", "Zq7Kx9")]
    [InlineData("<<text.lower secret>>", "zq7kx9wv3jh5nb8pd2tf6lg4rm1")]
    [InlineData("<<regex.replace secret \"(.)(.)\" \"$2$1\">>", "qZK79x")]
    [InlineData("a-<<text.slice secret (-5)>>", "Lg4Rm1")]
    [InlineData("<<hex.encode (text.slice secret 0 9)>>", "5a71374b")]
    [InlineData("<<response.json.echo ?? secret>>", "Zq7K")]
    public async Task What_is_left_behind_is_named_without_its_secret(string path, string piece)
    {
        await using var server = new LoopbackServer(r => r.Method == "DELETE" ? Answers.Empty(500) : Answers.Json("{\"echo\":null}"));
        var steps =
            $"  - step: A\n    request: POST <<api>>/items\n    json: {{ s: <<secret>> }}\n    extract: {{ p: '{path}' }}\n"
            + "    undo: DELETE <<api>>/items/<<p>>";
        var happened = await (ScenarioRun.Steps(steps) with { Undo = UndoPolicy.Always })
            .With("api", server.Address)
            .With("secret", Secret)
            .RunAsync();
        var left = Assert.Single(happened.Result.Summary!.LeftBehind);
        Assert.Contains("/items/", left.Text, StringComparison.Ordinal);
        Assert.Contains("‹secret›", left.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(piece, EventTexts.Of(happened), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("retry: { until: '<<{0}>>', attempts: 2, every: 1ms }")]
    [InlineData("retry: { until: 'true', fail_when: '<<!({0})>>', attempts: 2, every: 1ms }")]
    [InlineData("expect: { that: ['<<{0}>>'] }")]
    [InlineData("expect: { that: ['<<{0} && response.status == 200>>'] }")]
    [InlineData("expect: { that: ['<<!(!({0}))>>'] }")]
    [InlineData("expect: { that: ['<<({0}) == true>>'] }")]
    public async Task The_parts_of_a_condition_are_told_without_a_secret(string judged)
    {
        await using var server = new LoopbackServer(r => Answers.Json($"{{\"echo\":\"{Secret.ToUpperInvariant()}\"}}"));
        string[] conditions =
        [
            "(text.lower response.json.echo) == \"x\"",
            "(text.slice response.json.echo 0 6) == \"x\"",
            "(regex.all response.json.echo \"....\") == []",
            "(map.of (regex.all secret \"....\") (regex.all secret \"....\")) == {}",
            "(text.length response.json.echo) > 999999",
        ];
        foreach (var condition in conditions)
        {
            var step =
                $"  - step: A\n    request: GET <<api>>/x?s=<<secret>>\n    {judged.Replace("{0}", condition, StringComparison.Ordinal)}";
            var happened = await ScenarioRun.Steps(step).With("api", server.Address).With("secret", Secret).RunAsync();
            Assert.NotEmpty(happened.Problems);
            Assert.DoesNotContain("Zq7K", EventTexts.Of(happened), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("is 27", EventTexts.Of(happened), StringComparison.Ordinal);
        }
    }
}
