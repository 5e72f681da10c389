using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests.Selecting;

/// <summary>Each scenario against each of several environments.</summary>
public sealed class ManyEnvironmentsTests : IDisposable
{
    private const string Secret = "not-a-real-secret";

    private readonly SelectionStage stage = new SelectionStage()
        .Scenario("a.yaml")
        .Scenario(
            "b.yaml",
            "",
            "  key: { secret: true, default: not-a-real-default }\n  password: { default: not-a-real-default }\n  plain: { default: x }"
        )
        .Write("one.yaml", "environment: one\ninputs: { authPath: http://127.0.0.1:1 }\n")
        .Write("two.yaml", "environment: two\ninputs: { authPath: http://127.0.0.1:1 }\nsecrets: { plain: { env: MINE } }\n");

    public void Dispose() => stage.Dispose();

    [Fact]
    public async Task Each_scenario_runs_against_each_environment()
    {
        var run = await stage.RunAsync("run @/a.yaml @/b.yaml -e emulator -e @/one.yaml");
        string[] expected =
        [
            "a.yaml, environment emulator",
            "a.yaml, environment one",
            "b.yaml, environment emulator",
            "b.yaml, environment one",
        ];
        var headings = stage.Seen(run.Output).Split('\n').Where(l => l.Contains(", run ", StringComparison.Ordinal));
        Assert.Equal(expected, headings.Select(l => string.Join(',', l.Split(',')[..2])));
        Assert.Equal(ExitCode.Broken, run.Code);
    }

    [Theory]
    [InlineData("--set key=" + Secret, null)]
    [InlineData("--set password=" + Secret, null)]
    [InlineData("--set plain=" + Secret, null)]
    [InlineData("", "P1S_KEY")]
    [InlineData("", "P1S_PASSWORD")]
    public async Task A_secret_for_all_of_them_is_wrong_use(string set, string? variable)
    {
        var line = $"run @/b.yaml --environment @/one.yaml --environment @/two.yaml {set}".TrimEnd();
        var variables = new Dictionary<string, string> { ["MINE"] = "not-a-real-other" };
        if (variable is not null)
            variables[variable] = Secret;
        var run = await stage.RunAsync(line, new Surroundings { Variables = variables });
        Assert.Equal(ExitCode.WrongUse, run.Code);
        Assert.Contains("PS1024", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, run.Printed, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task What_is_no_secret_is_given_to_all_and_one_environment_takes_a_secret()
    {
        var run = await stage.RunAsync("run @/b.yaml -e emulator -e @/one.yaml --set plain=y");
        Assert.Equal(ExitCode.Broken, run.Code);
        run = await stage.RunAsync($"run @/b.yaml -e emulator --set key={Secret}");
        Assert.Equal(ExitCode.Passed, run.Code);
    }

    [Theory]
    [InlineData("run @/a.yaml -e eu -e eu", "names eu twice")]
    [InlineData("plan @/a.yaml -e eu -e na", "--environment may be given once")]
    [InlineData("watch @/a.yaml -e eu -e na", "--environment may be given once")]
    [InlineData("run @/a.yaml --emulator -e na", "exclude each other")]
    [InlineData("run @/a.yaml -e eu -e na --latency 20ms", "they need --emulator")]
    public async Task What_cannot_be_meant_is_wrong_use(string line, string said)
    {
        var run = await stage.RunAsync(line);
        Assert.Equal(ExitCode.WrongUse, run.Code);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }
}
