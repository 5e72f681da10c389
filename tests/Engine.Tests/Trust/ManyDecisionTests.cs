using System.Security.Cryptography;
using System.Text;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Trust;

/// <summary>Trust rule 12 over many runs: what is decided again as before tells nothing new, all else is counted over all of them.</summary>
public sealed class ManyDecisionTests
{
    private const string Secret = "13579BDF-canary";

    [Theory]
    [InlineData("when: '<<text.starts_with secret \"1\">>'")]
    [InlineData("when: '<<(text.slice secret 3 1) != \"x\" && secret != \"y\">>'")]
    [InlineData("form: { a: '<<text.starts_with secret \"1\" ? 1 : 2>>' }")]
    [InlineData("for_each: '<<list.range 1 (text.length (text.slice secret 0 2))>>'")]
    [InlineData("expect: { that: ['<<(text.slice secret 1 1) != \"x\" && response.status == 200>>'] }")]
    [InlineData("retry: { until: '<<(text.slice secret 1 1) != \"x\">>' }")]
    public async Task Rule_12_the_same_decision_in_many_runs_tells_nothing_new(string key)
    {
        using var workspace = new Workspace();
        await using var server = new LoopbackServer(Answers.Json("{}"));
        for (var i = 0; i < 60; i++)
            (await Run(server, workspace, key, i)).Passed();
    }

    [Theory]
    [InlineData("when: '<<(text.slice secret ((text.length v) % 12) 1) != \"x\">>'")]
    [InlineData("when: '<<v != \"zz\" && (text.contains secret v)>>'")]
    [InlineData("when: '<<(text.slice secret (random.int 0 11) 1) != \"x\">>'")]
    [InlineData("when: '<<text.contains run.id (text.slice secret 2 1)>>'")]
    [InlineData("when: '<<text.contains time.now (text.slice secret 2 1)>>'")]
    [InlineData("when: '<<drawn == \"1\">>'")]
    [InlineData("when: '<<picked == \"1\">>'")]
    [InlineData("expect: { headers: { x-run: '<<is.not (text.slice secret 2 1)>>' } }")]
    public async Task Rule_12_what_differs_from_run_to_run_is_counted_over_all_of_them(string key)
    {
        using var workspace = new Workspace();
        await using var server = new LoopbackServer(Answers.Json("{}", 200, "X-Run: whatever"));
        var refused = 0;
        for (var i = 0; i < 24; i++)
            refused += (await Run(server, workspace, key, i)).Codes.Contains("PS5006", StringComparison.Ordinal) ? 1 : 0;
        Assert.InRange(refused, 24 - 16, 24 - 1);
    }

    [Fact]
    public async Task Rule_12_a_run_that_is_no_other_counts_as_ever()
    {
        using var workspace = new Workspace();
        await using var server = new LoopbackServer(Answers.Json("{}"));
        var codes = new List<string>();
        for (var i = 0; i < 17; i++)
            codes.Add((await Run(server, workspace, "when: '<<text.starts_with secret \"1\">>'", null)).Codes);
        Assert.Equal("PS5006", codes[^1]);
    }

    // All from one folder: another file is another place.
    private static async Task<Happened> Run(LoopbackServer server, Workspace workspace, string key, int? number)
    {
        var run = ScenarioRun.Steps(
            $"  - step: Tell\n    request: POST <<api>>/x\n    {key}",
            "vars:\n  drawn: '<<text.slice secret (random.int 0 11) 1>>'\n  picked: '<<text.slice secret ((text.length v) % 12) 1>>'"
        );
        var folder = Path.Combine(
            Path.GetTempPath(),
            "p1s-decisions",
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{key}{number is null}")))
        );
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "test.yaml"), run.Scenario, TestContext.Current.CancellationToken);
        return await (run with { Workspace = workspace, Folder = folder, Slot = number is { } index ? new Slot(index) : null })
            .With("api", server.Address)
            .With("v", new string('a', (number ?? 0) + 1))
            .With("secret", Secret)
            .RunAsync();
    }
}
