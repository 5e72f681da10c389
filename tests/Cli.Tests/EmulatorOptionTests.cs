using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests;

/// <summary>What is wrong with an option of the local PingOne is said with the option, the value and what it takes.</summary>
public sealed class EmulatorOptionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--seed", "x", "--seed takes a number from 0 to 2147483647, this is \"x\"")]
    [InlineData("--seed", "-1", "--seed takes a number from 0 to 2147483647, this is \"-1\"")]
    [InlineData("--seed", "1.5", "--seed takes a number from 0 to 2147483647, this is \"1.5\"")]
    [InlineData("--seed", "99999999999", "--seed takes a number from 0 to 2147483647, this is \"99999999999\"")]
    [InlineData("--clock", "5m", "--clock takes +5m, -5m or a moment such as 2026-01-31T12:00:00Z, from 1970 to 2999, this is \"5m\"")]
    [InlineData("--clock", "+5x", "--clock takes +5m, -5m or a moment such as 2026-01-31T12:00:00Z, from 1970 to 2999, this is \"+5x\"")]
    [InlineData("--clock", "2026-01-31", "from 1970 to 2999, this is \"2026-01-31\"")]
    [InlineData("--clock", "2026-13-31T12:00:00Z", "from 1970 to 2999, this is \"2026-13-31T12:00:00Z\"")]
    [InlineData("--clock", "9999-12-31T23:59:59Z", "from 1970 to 2999, this is \"9999-12-31T23:59:59Z\"")]
    [InlineData("--clock", "0001-01-01T00:00:00Z", "from 1970 to 2999, this is \"0001-01-01T00:00:00Z\"")]
    [InlineData("--clock", "+99999999h", "from 1970 to 2999, this is \"+99999999h\"")]
    [InlineData("--latency", "2h", "--latency takes a length of time up to 1h, for example 200ms or 2s, this is \"2h\"")]
    [InlineData("--latency", "-1s", "--latency takes a length of time up to 1h, for example 200ms or 2s, this is \"-1s\"")]
    [InlineData("--fault", "unseen:reads", "\"reads\" is neither a method and a path nor one of every, nth, first, reads")]
    [InlineData("--fault", "503:reads 2", "reads takes a number from 1, and goes with unseen, this is \"2\"")]
    [InlineData("--fault", "unseen:with 500", "with takes 403 or 404, and goes with unseen, this is \"500\"")]
    [InlineData("--fault", "slow:for 2h", "for takes a length of time up to 1h such as 250ms or 2s, and goes with slow, this is \"2h\"")]
    [InlineData("--fault", "503:first 1:nth 2", "\"nth 2\" says a second time what is hit")]
    public async Task A_value_typed_wrong_is_shown_with_what_is_taken(string option, string value, string said)
    {
        foreach (
            var command in (string[][])
                [
                    ["emulator"],
                    ["run", "x.yaml", "--emulator"],
                ]
        )
        {
            var run = await CommandRun.RunAsync([.. command, $"{option}={value}"]);

            Assert.Equal((ExitCode.WrongUse, ""), (run.Code, run.Output));
            Assert.Contains(said, run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_state_that_cannot_be_kept_is_told_before_anything_is_served()
    {
        var (notThere, other, old) = (
            folder.PathOf("gone/state"),
            folder.Write("notes", "hello"),
            folder.Write("old", """{"Version":1}""")
        );

        Assert.Equal(
            $"p1s: --state: \"{notThere}\" cannot be written: its folder is not there; name a file in a folder you may write to\n",
            await StateAsync(notThere)
        );
        Assert.Equal($"p1s: --state: \"{folder.Folder}\" is a folder; name a file in it\n", await StateAsync(folder.Folder));
        Assert.Equal(
            $"p1s: --state: \"{other}\" is not the state of an emulator; name another file, or take it away to begin anew\n",
            await StateAsync(other)
        );
        Assert.Contains("take it away to begin anew", await StateAsync(old), StringComparison.Ordinal);
        Assert.Equal("hello", folder.Read("notes"));
    }

    [Fact]
    public async Task A_state_that_cannot_be_written_at_the_end_is_told_as_lost()
    {
        var state = folder.PathOf("inner/state");
        Directory.CreateDirectory(folder.PathOf("inner"));
        await using var run = RunningCommand.Start("emulator", "--state", state);
        await run.SeeAsync("until Ctrl+C");
        Directory.Delete(folder.PathOf("inner"), recursive: true);

        await run.InterruptAsync();

        Assert.Equal(ExitCode.Broken, await run.EndAsync());
        Assert.Contains($"p1s: --state: \"{state}\" cannot be written: its folder is not there", run.Printed, StringComparison.Ordinal);
        Assert.Contains("has held since it was last written is lost", run.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_left_beside_the_state_does_not_say_who_may_read_it()
    {
        if (OperatingSystem.IsWindows())
            return;
        var left = folder.Write("state.new", "");
        File.SetUnixFileMode(left, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await using var run = RunningCommand.Start("emulator", "--state", folder.PathOf("state"));
        await run.SeeAsync("until Ctrl+C");
        await run.InterruptAsync();

        Assert.Equal(ExitCode.Passed, await run.EndAsync());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.PathOf("state")));
    }

    [Theory]
    [InlineData(null, "there is no file \"{0}\"")]
    [InlineData("scenario: [", "error PS1")]
    [InlineData(
        "scenario: s\ninputs:\n  pin: { secret: true }\nsteps:\n  - { step: s, request: GET http://127.0.0.1, auth: { bearer: <<pin>> } }\n",
        "export P1S_PIN"
    )]
    [InlineData(
        "scenario: s\ninputs:\n  authPath: { type: url }\nsteps:\n  - { step: s, request: GET <<authPath>>/inbox/messages, expect: { status: 201 } }\n",
        "the status is 200 OK, not 201"
    )]
    public async Task A_fixture_that_does_not_pass_ends_it_and_says_why(string? text, string said)
    {
        var path = text is null ? folder.PathOf("missing.yaml") : folder.Write("fixture.yaml", text);

        var run = await CommandRun.RunAsync("emulator", "--fixture", path);

        Assert.Equal((ExitCode.Invalid, ""), (run.Code, run.Output));
        Assert.Contains(said.Replace("{0}", path, StringComparison.Ordinal), run.Error, StringComparison.Ordinal);
        Assert.EndsWith(
            $"p1s: the fixture {path} did not pass, so the local PingOne does not hold what it should\n",
            run.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_fixture_is_given_secrets_by_the_variables_of_the_process()
    {
        var path = folder.Write(
            "fixture.yaml",
            "scenario: s\ninputs:\n  authPath: { type: url }\n  pin: { secret: true }\nsteps:\n"
                + "  - { step: s, request: GET <<authPath>>/inbox/messages, auth: { bearer: <<pin>> }, expect: { status: 200 } }\n"
                + "outputs: { pin: <<pin>>, count: <<1 + 1>> }\n"
        );
        var given = new Surroundings { Variables = new Dictionary<string, string> { ["P1S_PIN"] = "a-secret-of-mine" } };
        await using var run = RunningCommand.Start(["emulator", "--fixture", path], given);

        await run.SeeAsync("until Ctrl+C");
        await run.InterruptAsync();

        Assert.Equal(ExitCode.Passed, await run.EndAsync());
        Assert.Contains("  count: 2\n", run.Printed, StringComparison.Ordinal);
        Assert.Contains("  pin: { env: P1S_FIXTURE_PIN }", run.Printed, StringComparison.Ordinal);
        Assert.Contains("export P1S_FIXTURE_PIN='a-secret-of-mine'", run.Printed, StringComparison.Ordinal);
    }

    private static async Task<string> StateAsync(string path)
    {
        var run = await CommandRun.RunAsync("emulator", "--state", path);
        Assert.Equal((ExitCode.WrongUse, ""), (run.Code, run.Output));
        return run.Error;
    }
}
