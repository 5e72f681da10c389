using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests.Pausing;

/// <summary>A run that is run step by step at the keyboard. What is read line by line is in tests/golden/cli/pause.txt.</summary>
public sealed class PauseTests(Peers peers) : IClassFixture<Peers>
{
    private const string Typed = "typed-secret-0123456789";

    [Fact]
    public async Task What_is_typed_is_shown_and_can_be_corrected()
    {
        await using var run = Start("--pause-at", "read-the-keys");
        await run.SeeAsync("(p1s) ");
        run.Press("set tail=jwx😀");
        run.Press(ConsoleKey.LeftArrow);
        run.Press(ConsoleKey.Backspace);
        run.Press(ConsoleKey.Backspace);
        run.Press("ks\n");
        await run.SeeAsync("(p1s) ", 2);
        run.Press("nonsense");
        run.Press(ConsoleKey.U, control: true);
        run.Press("\n");
        Assert.Equal(ExitCode.Passed, await run.EndAsync());
        Assert.Contains("set tail=jwx😀\b \b\b \b\b \bks\n  tail = jwks\n", run.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain("there is no command", run.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_is_typed_is_shown_nowhere()
    {
        await using var run = Start("--pause-at", "read-the-keys", "--set", "tail=jwks");
        await run.SeeAsync("(p1s) ");
        run.Press("set pin\n");
        await run.SeeAsync("pin (what you type is not shown): ");
        run.Press(Typed);
        run.Press(ConsoleKey.Backspace);
        run.Press("9\n");
        await run.SeeAsync("(p1s) ", 2);
        run.Press("\n");
        Assert.Equal(ExitCode.Passed, await run.EndAsync());
        Assert.Contains("  pin = ‹pin›\n  the request reads as before\n", run.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain("typed", run.Printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("set pin: typed-secret-0123456789")]
    [InlineData("set pin typed-secret-0123456789")]
    [InlineData("set pin=typed-secret-0123456789")]
    [InlineData("set pin:=typed-secret-0123456789")]
    [InlineData("set 'pin' = typed-secret-0123456789")]
    [InlineData("typed-secret-0123456789")]
    [InlineData("pin typed-secret-0123456789")]
    [InlineData("SET pin\ttyped-secret-0123456789")]
    [InlineData("vars pin: typed-secret-0123456789")]
    [InlineData("send typed-secret-0123456789")]
    public async Task What_comes_from_a_pipe_is_never_echoed_with_a_value(string line)
    {
        using var input = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(line + "\nquit\n"));
        var arguments = new[] { "run", "tests/Cli.Tests/Pausing/keys.yaml", "--emulator", "--set", "tail=jwks", "--pause" };
        var run = await CommandRun.RunAsync(arguments, new Surroundings { Input = input });
        Assert.Contains("(p1s) ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-0123", run.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_is_no_secret_is_asked_for_in_sight()
    {
        await using var run = Start("--pause-at", "read-the-keys");
        await run.SeeAsync("(p1s) ");
        run.Press("set tail\n");
        await run.SeeAsync("tail: ");
        run.Press("jwks\n");
        await run.SeeAsync("(p1s) ", 2);
        run.Press("\n");
        Assert.Equal(ExitCode.Passed, await run.EndAsync());
        Assert.Contains("tail: jwks\n  tail = jwks\n", run.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_at_the_prompt_ends_the_run_in_order()
    {
        await using var run = Start("--pause-at", "read-the-keys");
        await run.SeeAsync("(p1s) ");
        await run.InterruptAsync();
        Assert.Equal(ExitCode.Cancelled, await run.EndAsync());
        Assert.Contains("cancelled: 1 passed, 1 skipped", run.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_input_quits_and_sends_nothing()
    {
        await using var run = Start("--pause");
        await run.SeeAsync("(p1s) ");
        run.Press(ConsoleKey.D, control: true);
        Assert.Equal(ExitCode.Cancelled, await run.EndAsync());
        Assert.Contains("quit: there is no more input\n", run.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_progress_line_is_left_above_the_question()
    {
        await using var run = RunningCommand.Start(
            ["run", "scenarios/users/import-users.yaml", "--emulator", "--pause"],
            new Surroundings { LiveWidth = 80 }
        );
        for (var stop = 1; stop <= 3; stop++)
        {
            await run.SeeAsync("(p1s) ", stop);
            run.Press("\n");
        }
        await run.SeeAsync("(p1s) ", 4);
        Assert.DoesNotContain(Drawn.Lines(run.Printed), line => line.EndsWith('…'));
        run.Press("continue\n");
        Assert.Equal(ExitCode.Passed, await run.EndAsync());
    }

    [Fact]
    public async Task A_retried_step_is_one_step_in_the_reports()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.RunAsync(
            [.. Arguments("--pause-on-failure"), "--report", $"json={folder.PathOf("r.json")}"],
            new Surroundings { Input = new MemoryStream("set tail=jwks\nretry\n"u8.ToArray()) }
        );
        Assert.Equal(ExitCode.Passed, run.Code);
        using var report = System.Text.Json.JsonDocument.Parse(folder.Read("r.json"));
        var steps = report.RootElement.GetProperty("runs")[0].GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal(["Read the metadata", "Read the keys"], steps.Select(s => s.GetProperty("title").GetString()));
        Assert.Equal(2, steps[1].GetProperty("attempts").GetInt32());
        Assert.DoesNotContain("failed at", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_that_is_none_leaves_the_reports_alone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("r.json", "as before");
        var run = await CommandRun.RunAsync([.. Arguments("--pause-at", "None"), "--report", $"json={folder.PathOf("r.json")}"]);
        Assert.Equal(ExitCode.WrongUse, run.Code);
        Assert.Equal("as before", folder.Read("r.json"));
    }

    private RunningCommand Start(params string[] more) => RunningCommand.Start(Arguments(more), new Surroundings { LiveWidth = 100 });

    private string[] Arguments(params string[] more) =>
        [
            "run",
            "tests/Cli.Tests/Pausing/keys.yaml",
            "--set",
            $"authPath={peers.Emulator.AuthPath}",
            "--set",
            $"envID={peers.Emulator.EnvironmentId}",
            .. more,
        ];
}
