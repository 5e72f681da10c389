using System.Text;
using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests;

/// <summary>Secrets that a program prints or that come through standard input, with real processes.</summary>
public sealed class SecretProgramTests
{
    private const string Secret = "Obviously-Fake.0042~secret";
    private const string Scenario = """
        scenario: Use the secret
        inputs: { api: { type: url }, key: { secret: true } }
        steps:
          - { step: Send it, request: GET <<api>>/x, auth: { bearer: <<key>> } }
        """;

    private static readonly Surroundings WithPath = new() { Variables = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" } };

    [Theory]
    [InlineData("[printf, '%s', Obviously-Fake.0042~secret]")]
    [InlineData("[sh, -c, 'echo Obviously-Fake.0042~secret; echo a warning >&2']")]
    [InlineData("[/bin/sh, -c, 'cat; echo Obviously-Fake.0042~secret']")]
    [InlineData("[./vault, a b, $HOME]")]
    public async Task What_a_program_prints_is_the_secret(string command)
    {
        var run = await RunAsync("run", $"{{ command: {command} }}", WithPath);

        // Port 1 answers nobody: all was there but the server.
        Assert.True(run.Code == ExitCode.Broken, run.Printed);
        Assert.Contains("PS4001", run.Printed, StringComparison.Ordinal);
        AssertSecret(run);
    }

    [Theory]
    [InlineData("[no-such-program]", "there is no such program")]
    [InlineData("[here]", "there is no such program")]
    [InlineData("[./mine.yaml]", "the program cannot be started")]
    [InlineData("[sh, -c, 'exit 3']", "the program ended with exit code 3")]
    [InlineData(
        "[sh, -c, 'echo Obviously-Fake.0042~secret; echo no: Obviously-Fake.0042~secret >&2; exit 1']",
        "exit code 1 and said: no: …"
    )]
    [InlineData("[sh, -c, 'true']", "it gives nothing")]
    [InlineData("[sh, -c, 'yes']", "it gives more than 64 KB")]
    [InlineData("[printf, '\\377\\376']", "it gives bytes that are not UTF-8")]
    public async Task A_program_that_gives_no_secret_says_why(string command, string why)
    {
        var run = await RunAsync("run", $"{{ command: {command} }}", WithPath);

        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Contains("PS3006", run.Error, StringComparison.Ordinal);
        Assert.Contains(why, run.Error, StringComparison.Ordinal);
        // The line of the environment file shows what the test wrote into it.
        Assert.DoesNotContain("no: " + Secret, run.Error.Split("why:")[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_is_the_secret()
    {
        var run = await RunAsync(
            "run",
            "{ stdin: true }",
            WithPath with
            {
                Input = new MemoryStream(Encoding.UTF8.GetBytes(Secret + "\n")),
            }
        );

        Assert.True(run.Code == ExitCode.Broken, run.Printed);
        AssertSecret(run);
    }

    [Fact]
    public async Task A_keyboard_is_no_standard_input()
    {
        var run = await RunAsync("run", "{ stdin: true }", WithPath);

        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Contains("use prompt: true", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ command: [./touch] }", "the program ./touch")]
    [InlineData("{ stdin: true }", "standard input")]
    [InlineData("{ prompt: true }", "the terminal")]
    public async Task A_plan_runs_no_program_and_reads_no_input(string source, string from)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(Secret));
        using var folder = new TemporaryFolder();
        var run = await RunAsync("plan", source, WithPath with { Input = input }, folder);

        Assert.True(run.Code == ExitCode.Passed, run.Printed);
        Assert.Contains(from, run.Output, StringComparison.Ordinal);
        Assert.Equal(0, input.Position);
        Assert.False(File.Exists(folder.PathOf("touched")));
        Assert.Equal(ExitCode.Invalid, (await RunAsync("run", "{ command: [./touch] }", WithPath, folder)).Code);
        Assert.True(File.Exists(folder.PathOf("touched")));
    }

    private static void AssertSecret(CommandRun run)
    {
        Assert.DoesNotContain(Secret, run.Printed, StringComparison.Ordinal);
        Assert.Contains("‹key›", run.Printed, StringComparison.Ordinal);
    }

    private static async Task<CommandRun> RunAsync(string command, string source, Surroundings surroundings)
    {
        using var folder = new TemporaryFolder();
        return await RunAsync(command, source, surroundings, folder);
    }

    private static async Task<CommandRun> RunAsync(string command, string source, Surroundings surroundings, TemporaryFolder folder)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the programs of the test are those of Unix");
        var scenario = folder.Write("scenario.yaml", Scenario);
        var environment = folder.Write(
            "mine.yaml",
            $"environment: mine\ninputs: {{ api: http://127.0.0.1:1 }}\nsecrets: {{ key: {source} }}\n"
        );
        Program("vault", $"[ \"$1 $2\" = 'a b $HOME' ] && echo {Secret}");
        Program("touch", $": > {folder.PathOf("touched")}");
        // A program of this name in the folder of the command must not be found.
        Program("here", $"echo {Secret}");
        string[] more = command == "run" ? ["--verbose"] : [];
        return await CommandRun.RunAsync([command, scenario, "--environment", environment, .. more], surroundings);

        void Program(string name, string text)
        {
            var path = folder.Write(name, "#!/bin/sh\n" + text + "\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
