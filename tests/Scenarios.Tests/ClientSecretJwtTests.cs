using System.Text.RegularExpressions;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Scenarios.Tests.Driving;

namespace PingOneScenarios.Scenarios.Tests;

/// <summary>PingOne's use case "Configure CLIENT_SECRET_JWT as the token auth method".</summary>
public sealed partial class ClientSecretJwtTests(ServedEmulator served) : IClassFixture<ServedEmulator>
{
    /// <summary>The ten requests of the use case, and the names it gives to what they bring back.</summary>
    private static readonly string[] UseCase =
    [
        "1/10 POST /v1/environments/{id}/applications 201 appJwtID",
        "2/10 GET /v1/environments/{id}/applications/{id}/secret 200 appJwtSecret",
        "3/10 POST /v1/environments/{id}/populations 201 appJwtPopID",
        "4/10 POST /v1/environments/{id}/users 201 appJwtUserID, appJwtUsername",
        "5/10 PUT /v1/environments/{id}/users/{id}/password 200",
        "6/10 GET /{id}/as/authorize 302 flowID",
        "7/10 GET /{id}/flows/{id} 200",
        "8/10 POST /{id}/flows/{id} 200",
        "9/10 GET /{id}/as/resume 302 authCode",
        "10/10 POST /{id}/as/token 200 userAccessToken, idToken",
    ];

    [Fact]
    public async Task It_is_the_ten_requests_of_the_use_case_in_their_order()
    {
        var run = await CommandRun.RunAsync("run", Pack.ClientSecretJwt, "--emulator");

        Assert.Equal(0, run.Code);
        Assert.Equal(UseCase, Steps(run));
    }

    [Fact]
    public async Task The_printed_environment_file_gives_the_same_result_as_emulator()
    {
        var run = await served.RunAsync(Pack.ClientSecretJwt);

        Assert.Equal(0, run.Code);
        Assert.Equal(UseCase, Steps(run));
    }

    [Fact]
    public async Task Without_undo_what_was_made_is_still_there_and_the_summary_says_how_to_remove_it()
    {
        var run = await served.RunAsync(Pack.ClientSecretJwt);

        var everything = await served.Admin.EverythingAsync();
        var removals = Removal().Matches(run.Output).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(3, removals.Count);
        Assert.All(removals, id => Assert.Contains($"\"id\":\"{id}\"", everything, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("always", "")]
    [InlineData("always", "status: USERNAME_PASSWORD_REQUIRED")]
    [InlineData("failure", "status: USERNAME_PASSWORD_REQUIRED")]
    [InlineData("failure", "expires_in: 3600")]
    public async Task Undo_leaves_neither_application_nor_population_nor_user(string when, string spoiled)
    {
        using var pack = new Pack();
        if (spoiled.Length > 0)
            pack.Replace(
                spoiled,
                spoiled.Replace("REQUIRED", "WRONG", StringComparison.Ordinal).Replace("3600", "3601", StringComparison.Ordinal)
            );
        var before = await served.Admin.EverythingAsync();

        var run = await served.RunAsync(pack.Entry, "--undo", when);

        Assert.Equal(spoiled.Length > 0 ? 1 : 0, run.Code);
        Assert.Contains("taken back: ", run.Output, StringComparison.Ordinal);
        Assert.Equal(before, await served.Admin.EverythingAsync());
    }

    private static IEnumerable<string> Steps(CommandRun run) =>
        StepLine()
            .Matches(run.Output)
            .Select(m => $"{m.Groups["place"]} {m.Groups["request"]} {m.Groups["status"]} {m.Groups["names"]}".TrimEnd())
            .Select(step => Id().Replace(step, "{id}"));

    [GeneratedRegex(
        @"^ +(?<place>\d+/\d+)  passed +\S.*?  +(?<status>\d{3}) +[\d.]+ m?s  (?<request>\w+ [^\s?]+)\S*(  → (?<names>.*))?$",
        RegexOptions.Multiline
    )]
    private static partial Regex StepLine();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(@"^    DELETE http\S+/([0-9a-f-]{36})$", RegexOptions.Multiline)]
    private static partial Regex Removal();
}
