using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests;

/// <summary>Where a value that was given on the command line must not show.</summary>
public sealed class SecretTests
{
    private const string Secret = "Obviously-Fake.0042~secret";
    private const string Scenario = "scenarios/authentication/client-secret-jwt.yaml";

    [Theory]
    [InlineData(ExitCode.Passed, "userPassword={0}", "--emulator", "--verbose")]
    [InlineData(ExitCode.Invalid, "usrPassword={0}", "--emulator")]
    [InlineData(ExitCode.Invalid, "userPassword={0}")]
    [InlineData(ExitCode.Failed, "adminAppSecret={0}", "--emulator", "--verbose")]
    [InlineData(ExitCode.WrongUse, "userPassword={0}", "--emulater")]
    [InlineData(ExitCode.WrongUse, "{0}", "--emulator")]
    public async Task A_value_of_set_is_never_shown(int code, string set, params string[] options)
    {
        var value = string.Format(null, set, Secret);

        var apart = await CommandRun.RunAsync(["run", Scenario, "--set", value, .. options]);
        var joined = await CommandRun.RunAsync(["run", Scenario, $"--set={value}", .. options]);

        Assert.All(
            [apart, joined],
            run =>
            {
                Assert.True(code == run.Code, run.Printed);
                Assert.DoesNotContain(Secret, run.Printed, StringComparison.Ordinal);
            }
        );
    }

    [Theory]
    [InlineData("run {0} --emulator")]
    [InlineData("run {0} --emulator --verbose")]
    [InlineData("run {0} --emulator --undo always --quiet")]
    public async Task A_process_variable_gives_an_input_its_value_and_is_not_shown(string line)
    {
        var surroundings = new Surroundings { Variables = new Dictionary<string, string> { ["P1S_USER_PASSWORD"] = Secret } };

        var run = await CommandRun.RunAsync(string.Format(null, line, Scenario).Split(' '), surroundings);

        Assert.Equal(ExitCode.Passed, run.Code);
        Assert.DoesNotContain(Secret, run.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_variable_that_does_not_fit_is_refused_before_anything_is_sent()
    {
        var surroundings = new Surroundings { Variables = new Dictionary<string, string> { ["P1S_COUNT"] = "many" } };

        var run = await CommandRun.RunAsync(["run", "tests/Cli.Tests/Files/ask.yaml", "--emulator"], surroundings);

        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Contains("P1S_COUNT", run.Error, StringComparison.Ordinal);
    }
}
