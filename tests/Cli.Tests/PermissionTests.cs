using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests;

/// <summary>What an operator grants, as the operator sees it; and that honest work needs no flag.</summary>
public sealed class PermissionTests
{
    private const string Scenario = "scenarios/authentication/client-secret-jwt.yaml";
    private const string Id = "5d0a1b5e-3c1f-4b0c-9d3e-2f4a6b8c0d1e";

    private static readonly Surroundings Tenant = new()
    {
        Variables = new Dictionary<string, string>
        {
            ["P1S_ENV_ID"] = Id,
            ["P1S_ADMIN_ENV_ID"] = Id,
            ["P1S_ADMIN_APP_ID"] = Id,
            ["P1S_ADMIN_APP_SECRET"] = "obviously-fake-secret",
            ["PINGONE_WORKER_SECRET"] = "obviously-fake-secret",
        },
    };

    [Theory]
    [InlineData("run --emulator")]
    [InlineData("plan --emulator")]
    [InlineData("plan --environment eu")]
    [InlineData("plan --environment na")]
    [InlineData("plan --environment scenarios/environments/tenant.example.yaml")]
    public async Task Rule_1_harmless_work_needs_no_flag(string line)
    {
        var words = line.Split(' ');

        var run = await CommandRun.RunAsync([words[0], Scenario, .. words[1..]], Tenant);

        Assert.True(run.Code == ExitCode.Passed, run.Printed);
        Assert.DoesNotContain("PS5", run.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain("NOT GRANTED", run.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain("Granted besides", run.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_shows_every_kind_of_grant_and_who_gives_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("company-ca.pem", "no certificate");
        var scenario = folder.Write(
            "scenario.yaml",
            "scenario: Ask\ninputs: { api: { type: url }, key: { secret: true } }\nsteps:\n  - { step: Ask, request: GET <<api>>/x, auth: { bearer: <<key>> } }\n"
        );
        var environment = folder.Write(
            "mine.yaml",
            """
            environment: mine
            inputs: { api: https://sso.example.internal }
            secrets: { key: { command: [vault, read, key], to: [https://sso.example.internal] } }
            allow: [https://hooks.example.com]
            private: [sso.example.internal]
            tls: { ca: company-ca.pem }
            """
        );

        var run = await CommandRun.RunAsync(
            [
                "plan",
                scenario,
                "--environment",
                environment,
                "--allow-private",
                "two.example.internal",
                "--max-time",
                "1h",
                "--max-steps",
                "20",
                "--max-answer",
                "50MB",
            ],
            Tenant
        );

        var seen = string.Join(' ', folder.Seen(run.Output).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (
            var line in new[]
            {
                "granted by allow of the environment file mine.yaml; not asked for",
                "from the program vault",
                "may go to https://sso.example.internal",
                "sso.example.internal may lead into your own network: private of the environment file mine.yaml",
                "two.example.internal may lead into your own network: --allow-private",
                "the certificates in company-ca.pem are trusted too: tls of the environment file mine.yaml",
                "at most 20 steps instead of 1,000: --max-steps",
                "an answer may be 50 MB instead of 10 MB: --max-answer",
                "at most 60 min instead of 15 min: --max-time",
            }
        )
            Assert.Contains(line, seen, StringComparison.Ordinal);
        // The file is no certificate: a run would say so before it sends anything.
        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Contains("PS3008", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--max-time", "soon")]
    [InlineData("--max-time", "0s")]
    [InlineData("--max-time", "-1m")]
    [InlineData("--max-time", "25h")]
    [InlineData("--max-steps", "0")]
    [InlineData("--max-steps", "many")]
    [InlineData("--max-answer", "0MB")]
    [InlineData("--max-answer", "12")]
    [InlineData("--max-answer", "2GB")]
    [InlineData("--max-answer", "much")]
    public async Task A_budget_that_is_none_is_wrong_use(string option, string value)
    {
        foreach (var command in new[] { "run", "plan" })
        {
            var run = await CommandRun.RunAsync(command, Scenario, "--emulator", $"{option}={value}");

            Assert.Equal(ExitCode.WrongUse, run.Code);
            Assert.Contains($"{option} takes ", run.Error, StringComparison.Ordinal);
        }
    }
}
