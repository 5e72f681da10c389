using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Emulator.Tests.OpenApi;
using PingOneScenarios.Scenarios.Tests.Driving;

namespace PingOneScenarios.Scenarios.Tests.OpenApi;

/// <summary>Every management request of a shipped scenario, its undo included, and every answer beside the public description of PingOne.</summary>
public sealed partial class DescribedScenarioTests(ServedEmulator served) : IClassFixture<ServedEmulator>
{
    /// <summary>Where a request may differ, and why. A row that no scenario needs fails.</summary>
    private static readonly ImmutableArray<AcceptedDifference> Accepted =
    [
        new(
            "PUT /environments/{environmentID}/users/{userID}/password",
            "request: media type application/vnd.pingidentity.password.set+json is not listed",
            "Ping's reference has this media type for setting a password"
        ),
        new(
            "POST /environments/{environmentID}/users/{userID}/devices/{deviceID}",
            "request: media type application/vnd.pingidentity.device.activate+json is not listed",
            "the description names it as an example of the header"
        ),
        new(
            "PATCH /environments/{environmentID}/users/{userID}",
            "request: invalid: / required [\"email\",\"username\"]",
            "the description has one schema for all of a user and for a part: PATCH changes what it names"
        ),
        new(
            "POST /environments/{environmentID}/signOnPolicies/{policyID}/actions",
            "request: more than one alternative fits at /",
            "alternatives of the schema overlap: what fits one with few required members fits another"
        ),
    ];

    [Fact]
    public async Task Scenarios_send_and_get_what_is_described()
    {
        Assert.SkipWhen(Descriptions.All.Length == 0, Descriptions.Absent);
        var needed = new HashSet<AcceptedDifference>();
        var wrong = new List<string>();

        foreach (var (file, exchange) in await HearAllAsync())
        {
            AcceptedDifferences.Check(exchange);
            foreach (var told in Descriptions.DifferencesOfRequest(exchange))
                if (Accepted.FirstOrDefault(row => row.Allows(Descriptions.NameOf(exchange), told)) is { } row)
                    needed.Add(row);
                else
                    wrong.Add($"{file}: {Descriptions.NameOf(exchange)}: {told}");
        }

        wrong.AddRange(Accepted.Except(needed).Select(row => $"no scenario needs \"{row.Operation}: {row.Difference}\""));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct()));
    }

    private async Task<List<(string File, Exchange Exchange)>> HearAllAsync()
    {
        var environment = await File.ReadAllTextAsync(served.EnvironmentFile, TestContext.Current.CancellationToken);
        var api = new Uri(ApiPath().Match(environment).Value);
        await using var overheard = await Overheard.StartAsync(api);
        var file = Path.Combine(Path.GetDirectoryName(served.EnvironmentFile)!, "overheard.yaml");
        await File.WriteAllTextAsync(
            file,
            ApiPath().Replace(environment, overheard.Address + api.AbsolutePath),
            TestContext.Current.CancellationToken
        );
        var heard = new List<(string, Exchange)>();
        foreach (var scenario in Pack.Entries())
        {
            var run = await CommandRun.RunAsync(
                ["run", scenario, "--environment", file, "--undo", "always"],
                new Surroundings { Variables = served.Variables }
            );
            Assert.True(run.Code == 0, run.Printed);
            heard.AddRange(overheard.Take().Where(e => Descriptions.IsManagement(e.Path)).Select(e => (scenario, e)));
        }
        Assert.NotEmpty(heard);
        return heard;
    }

    [GeneratedRegex(@"(?<=^  apiPath: ).*$", RegexOptions.Multiline)]
    private static partial Regex ApiPath();
}
