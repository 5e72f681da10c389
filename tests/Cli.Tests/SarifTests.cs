using System.Text.Json;
using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests;

/// <summary>What the schema of SARIF 2.1.0 requires of a log, written out by hand.</summary>
public sealed class SarifTests
{
    private static readonly string[] Levels = ["none", "note", "warning", "error"];
    private static readonly string[] ColumnKinds = ["utf16CodeUnits", "unicodeCodePoints"];
    private static readonly string[] Region = ["startLine", "startColumn", "endLine", "endColumn"];

    [Fact]
    public async Task A_log_has_what_the_schema_requires()
    {
        var run = await CommandRun.RunAsync("validate", "tests/Cli.Tests/Files", "tests/Cli.Tests/no.yaml", "--format", "sarif");

        Assert.Equal(ExitCode.Invalid, run.Code);
        using var log = JsonDocument.Parse(run.Output);
        Assert.Equal("2.1.0", log.RootElement.GetProperty("version").GetString());
        Assert.True(Uri.IsWellFormedUriString(log.RootElement.GetProperty("$schema").GetString(), UriKind.Absolute));
        var logged = Assert.Single(log.RootElement.GetProperty("runs").EnumerateArray());
        Assert.Contains(logged.GetProperty("columnKind").GetString(), ColumnKinds);
        var driver = logged.GetProperty("tool").GetProperty("driver");
        Assert.Equal("p1s", driver.GetProperty("name").GetString());
        var rules = driver.GetProperty("rules").EnumerateArray().ToList();
        Assert.Equal(rules.Count, rules.Select(r => r.GetProperty("id").GetString()).Distinct().Count());
        Assert.All(rules, r => Assert.NotEmpty(r.GetProperty("shortDescription").GetProperty("text").GetString()!));
        Assert.All(rules, r => Assert.Contains(r.GetProperty("defaultConfiguration").GetProperty("level").GetString(), Levels));
        var results = logged.GetProperty("results").EnumerateArray().ToList();
        Assert.InRange(results.Count, 7, 100);
        Assert.All(results, r => CheckResult(r, rules));
    }

    [Fact]
    public async Task A_log_without_findings_has_an_empty_list_of_results()
    {
        var run = await CommandRun.RunAsync("validate", "scenarios", "--format", "sarif");

        Assert.Equal(ExitCode.Passed, run.Code);
        using var log = JsonDocument.Parse(run.Output);
        Assert.Empty(log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray());
    }

    private static void CheckResult(JsonElement result, List<JsonElement> rules)
    {
        var rule = rules[result.GetProperty("ruleIndex").GetInt32()];
        Assert.Equal(rule.GetProperty("id").GetString(), result.GetProperty("ruleId").GetString());
        Assert.Contains(result.GetProperty("level").GetString(), Levels);
        Assert.NotEmpty(result.GetProperty("message").GetProperty("text").GetString()!);
        var place = Assert.Single(result.GetProperty("locations").EnumerateArray()).GetProperty("physicalLocation");
        var uri = place.GetProperty("artifactLocation").GetProperty("uri").GetString()!;
        Assert.True(Uri.IsWellFormedUriString(uri, UriKind.Relative) && !uri.Contains('\\', StringComparison.Ordinal), uri);
        if (place.TryGetProperty("region", out var region))
        {
            var numbers = Region.Select(n => region.GetProperty(n).GetInt32()).ToArray();
            Assert.All(numbers, n => Assert.True(n >= 1));
            Assert.True((numbers[2], numbers[3]).CompareTo((numbers[0], numbers[1])) >= 0);
        }
        else
            Assert.EndsWith("no.yaml", uri, StringComparison.Ordinal);
    }
}
