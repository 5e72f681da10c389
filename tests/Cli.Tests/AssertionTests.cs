using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests;

/// <summary>What a client signed is shown decoded, and never with its signature.</summary>
public sealed class AssertionTests
{
    private const string ByAuth =
        "auth: { client_secret_jwt: { client_id: app-1, client_secret: <<appSecret>>, audience: a/b, algorithm: HS512 } }";

    private const string Forged = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";

    [Theory]
    [InlineData("form: { grant_type: client_credentials }", ByAuth, "alg HS512, iss app-1, aud a/b, exp ")]
    [InlineData(
        "form: { grant_type: client_credentials, client_assertion: '<<client_secret_jwt \"app-2\" appSecret \"c\" lifetime: \"2m\">>' }",
        "",
        "(2 min after it was sent by the clock here)"
    )]
    [InlineData(
        "form: { grant_type: client_credentials, client_assertion: '<<jwt.sign {iss: \"x\", aud: [\"a\", \"b\"], exp: 1} appSecret \"HS256\">>' }",
        "",
        "alg HS256, iss x, aud [\"a\",\"b\"], exp 1 ("
    )]
    [InlineData(
        "form: { grant_type: client_credentials, client_assertion: '<<jwt.sign {iss: \"x\", aud: 7, exp: \"soon\"} appSecret \"HS256\">>' }",
        "",
        "alg HS256, iss x, aud 7, exp soon"
    )]
    [InlineData(
        "form: { grant_type: client_credentials, client_assertion: '<<jwt.sign {iss: \"x\", exp: [1]} appSecret \"HS256\">>' }",
        "",
        "alg HS256, iss x, no aud, exp [1]"
    )]
    [InlineData("form: { grant_type: client_credentials, client_assertion: " + Forged + " }", "", "alg HS256, no iss, no aud, no exp")]
    public async Task Where_the_client_is_not_known_what_it_signed_is_said(string form, string auth, string said)
    {
        var (plain, verbose) = (await RunAsync(form, auth), await RunAsync(form, auth, "--verbose"));
        foreach (var run in new[] { plain, verbose })
        {
            Assert.Equal(ExitCode.Failed, run.Code);
            var line = Assert.Single(run.Printed.Split('\n'), l => l.StartsWith("   the assertion said ", StringComparison.Ordinal));
            Assert.Contains(said, line, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("client_assertion is", plain.Printed, StringComparison.Ordinal);
        Assert.Contains("  > client_assertion is\n  >   header {\"alg\":\"HS", verbose.Printed, StringComparison.Ordinal);
        Assert.Contains("\n  >   claims {\"", verbose.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_assertion_nothing_is_said_of_one()
    {
        var run = await RunAsync("form: { grant_type: client_credentials }", "auth: { basic: { username: a, password: <<appSecret>> } }");
        Assert.Contains("invalid_client", run.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain("the assertion said", run.Printed, StringComparison.Ordinal);
    }

    private static async Task<CommandRun> RunAsync(string form, string auth, params string[] more)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("p1s-assertion-").FullName, "token.yaml");
        await File.WriteAllTextAsync(
            path,
            $$"""
            scenario: Token
            inputs:
              authPath: { type: url }
              envID: { type: uuid }
              appSecret: { secret: true, default: <<random.text 64>> }
            steps:
              - step: Get a token
                request: POST <<authPath>>/<<envID>>/as/token
                {{form}}
                {{auth}}
                expect: { status: 200, json: { access_token: <<is.text>> } }
            """,
            TestContext.Current.CancellationToken
        );
        try
        {
            return await CommandRun.RunAsync(["run", path, "--emulator", .. more]);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }
}
