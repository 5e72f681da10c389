using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests;

/// <summary>A local PingOne that is slow or unreliable because the command line says so.</summary>
public sealed partial class TroubleTests
{
    private const string Scenario = "tests/Cli.Tests/Files/population.yaml";
    private const string Populations = ":POST /v1/environments/*/populations";

    [Theory]
    [InlineData("503", "503")]
    [InlineData("429:retry-after 0", "429")]
    [InlineData("drop-before", null)]
    [InlineData("drop-after", null)]
    public async Task A_run_meets_the_fault_it_asked_for(string fault, string? said)
    {
        var run = await CommandRun.RunAsync("run", Scenario, "--emulator", "--fault", fault + Populations);

        Assert.NotEqual(ExitCode.Passed, run.Code);
        Assert.Matches("1/1  (failed|unknown) +Create a population", run.Output);
        if (said is not null)
            Assert.Contains(said, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("503:nth 2")]
    [InlineData("503:GET /v1/environments/*/populations")]
    public async Task A_fault_of_other_requests_does_not_touch_it(string fault)
    {
        var place = fault.Contains('/') ? fault : fault + Populations;

        var run = await CommandRun.RunAsync("run", Scenario, "--emulator", "--fault", place);

        Assert.Equal(ExitCode.Passed, run.Code);
    }

    [Fact]
    public async Task Latency_is_there_in_a_run()
    {
        var started = Stopwatch.GetTimestamp();

        var run = await CommandRun.RunAsync("run", Scenario, "--environment", "emulator", "--latency", "150ms");

        Assert.Equal(ExitCode.Passed, run.Code);
        Assert.True(Stopwatch.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(300), "two requests wait 150 ms each");
    }

    [Fact]
    public async Task What_a_standing_emulator_holds_can_be_read_from_outside()
    {
        await using var emulator = RunningCommand.Start("emulator", "--fault", "drop-after:nth 1" + Populations);
        await emulator.SeeAsync("until Ctrl+C");
        var printed = emulator.Printed;
        var environment = Value(printed, "envID");
        using var http = new HttpClient { BaseAddress = new Uri(Value(printed, "authPath")) };
        using var token = await http.PostAsync(
            $"/{environment}/as/token",
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = Value(printed, "adminAppID"),
                    ["client_secret"] = SecretPattern().Match(printed).Groups[1].Value,
                }
            ),
            TestContext.Current.CancellationToken
        );
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string)(await JsonAsync(token))["access_token"]!);

        await Assert.ThrowsAsync<HttpRequestException>(() =>
            http.PostAsync(
                $"/v1/environments/{environment}/populations",
                new StringContent("""{"name":"nobody knows"}""", null, "application/json"),
                TestContext.Current.CancellationToken
            )
        );

        using var store = await http.GetAsync(StorePattern().Match(printed).Value, TestContext.Current.CancellationToken);
        var made = Assert.Single((await JsonAsync(store))["made"]!.AsArray())!;
        Assert.Equal(("population", "nobody knows"), ((string)made["kind"]!, (string)made["name"]!));
    }

    private static string Value(string environmentFile, string name) => Regex.Match(environmentFile, $@"{name}: (\S+)").Groups[1].Value;

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

    [GeneratedRegex("P1S_EMULATOR_SECRET='([^']+)'")]
    private static partial Regex SecretPattern();

    [GeneratedRegex(@"http://\S+/_emulator/store")]
    private static partial Regex StorePattern();
}
