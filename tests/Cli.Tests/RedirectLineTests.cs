using System.Globalization;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Cli.Tests;

/// <summary>Redirects that a step followed stand in its line.</summary>
public sealed class RedirectLineTests
{
    [Theory]
    [InlineData(0, null, "GET /0\n")]
    [InlineData(1, null, "GET /1  (1 redirect)\n")]
    [InlineData(3, null, "GET /3  (3 redirects)\n")]
    [InlineData(3, 120, "GET /3 3 redirects\n")]
    [InlineData(1, 120, "GET /1 1 redirect\n")]
    public async Task A_line_says_how_many(int redirects, int? width, string expected)
    {
        await using var server = new LoopbackServer(r =>
            int.Parse(r.Target[1..], CultureInfo.InvariantCulture) is > 0 and var left
                ? Answers.Redirect(302, $"/{left - 1}")
                : Answers.Empty(204)
        );
        using var folder = new TemporaryFolder();
        folder.Write(
            "follow.yaml",
            $"scenario: Follow\ninputs:\n  api: {{ type: url }}\nsteps:\n  - step: Follow\n    request: GET <<api>>/{redirects}\n    redirects: {{ follow: 5 }}\n"
        );
        var run = await CommandRun.RunAsync(
            ["run", folder.PathOf("follow.yaml"), "--set", $"api={server.Address}"],
            new Surroundings { LiveWidth = width }
        );
        Assert.Equal(ExitCode.Passed, run.Code);
        var plain = System.Text.RegularExpressions.Regex.Replace(run.Output, "\u001b\\[[0-9;?]*[A-Za-z]", "");
        Assert.Contains(expected, plain.Replace(" \n", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
