using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests;

/// <summary>The variables of proxies reach the run, and never the emulator.</summary>
public sealed class ProxyEnvironmentTests
{
    private const string Scenario = "scenarios/authentication/client-secret-jwt.yaml";

    [Theory]
    [InlineData("http_proxy", "http://127.0.0.1:1")]
    [InlineData("HTTP_PROXY", "http://user:password@127.0.0.1:1")]
    [InlineData("HTTP_PROXY", "socks5://127.0.0.1:1")]
    [InlineData("http_proxy", "nonsense://")]
    [InlineData("ALL_PROXY", "http://127.0.0.1:1")]
    public async Task The_emulator_is_reached_whatever_they_say(string name, string value)
    {
        var run = await RunAsync([Scenario, "--emulator"], name, value);
        Assert.True(run.Code == 0, run.Printed);
    }

    [Theory]
    [InlineData("HTTPS_PROXY", "http://127.0.0.1:1", "why: the proxy http://127.0.0.1:1 (HTTPS_PROXY): the connection was refused")]
    [InlineData(
        "https_proxy",
        "me:hunter2hunter2@127.0.0.1:1",
        "why: the proxy http://127.0.0.1:1 (https_proxy): the connection was refused"
    )]
    [InlineData("HTTPS_PROXY", "htp://me:hunter2hunter2@x", "fix: set HTTPS_PROXY to an address such as http://proxy.example:3128")]
    [InlineData(
        "https_proxy",
        "http://me:hunter2hunter2@",
        "why: the proxy of the variable https_proxy: what it holds is no address of a proxy"
    )]
    public async Task One_that_fails_is_named_and_its_password_is_not(string name, string value, string text)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(
            "a.yaml",
            "scenario: A\ninputs: { api: { type: url } }\nsteps:\n  - { step: S, request: GET <<api>>/x, expect: { status: 200 } }\n"
        );
        var run = await RunAsync([path, "--set", "api=https://server.example"], name, value);
        Assert.Equal(4, run.Code);
        Assert.Contains("PS4015", run.Printed, StringComparison.Ordinal);
        Assert.Contains(text, run.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", run.Printed, StringComparison.Ordinal);
    }

    private static Task<CommandRun> RunAsync(string[] arguments, string name, string value) =>
        CommandRun.RunAsync(["run", .. arguments], new Surroundings { Variables = new Dictionary<string, string> { [name] = value } });
}
