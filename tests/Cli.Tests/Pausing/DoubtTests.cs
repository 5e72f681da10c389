using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests.Pausing;

/// <summary>A person at the keyboard says what became of a request in doubt.</summary>
public sealed class DoubtTests
{
    private const string Scenario = """
        scenario: Doubt
        inputs:
          authPath: { type: url }
          adminEnvID: { type: uuid }
          adminAppID: { type: uuid }
          adminAppSecret: { secret: true }
        steps:
          - step: Get a token
            request: POST <<authPath>>/<<adminEnvID>>/as/token
            auth: { basic: { username: <<adminAppID>>, password: <<adminAppSecret>> } }
            form: { grant_type: client_credentials }
            on_unknown: ask
            expect: { status: 200, json: { token_type: Bearer } }
            extract: { kind: $.token_type, token: $.access_token }
          - step: Read the keys
            request: GET <<authPath>>/<<adminEnvID>>/as/jwks
            headers: { X-Kind: <<kind>>, X-Token: <<token>> }
            expect: { status: 200, json: { keys: <<is.list>> } }
        """;

    [Fact]
    public async Task It_is_sent_again_or_it_was_done_or_nobody_knows()
    {
        using var folder = new TemporaryFolder();
        await using var again = Start(folder);
        await again.SeeAsync("(p1s) ");
        again.Press("agin\n");
        await again.SeeAsync("(p1s) ", 2);
        again.Press("again\n");
        Assert.Equal(ExitCode.Passed, await again.EndAsync());
        Assert.Contains("nobody knows whether this was carried out: POST http", again.Printed, StringComparison.Ordinal);
        Assert.Contains("did you mean \"again\"?", again.Printed, StringComparison.Ordinal);

        await using var done = Start(folder);
        await done.SeeAsync("(p1s) ");
        done.Press("done\n");
        await done.SeeAsync("kind: ");
        done.Press("Bearer\n");
        await done.SeeAsync("token (what you type is not shown): ");
        done.Press("typed-secret-0123456789\n");
        Assert.Equal(ExitCode.Passed, await done.EndAsync());
        Assert.DoesNotContain("typed-secret", done.Printed, StringComparison.Ordinal);

        await using var later = Start(folder);
        await later.SeeAsync("(p1s) ");
        later.Press("later\n");
        Assert.Equal(ExitCode.InDoubt, await later.EndAsync());
    }

    private static RunningCommand Start(TemporaryFolder folder)
    {
        var path = folder.Write("doubt.yaml", Scenario);
        string[] arguments = ["run", path, "--emulator", "--fault", "drop-before:nth 1:POST /*/as/token"];
        return RunningCommand.Start(arguments, new Surroundings { LiveWidth = 100 });
    }
}
