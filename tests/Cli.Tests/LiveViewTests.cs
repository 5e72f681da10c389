using PingOneScenarios.Cli.Tests.Driving;
using Spectre.Console;

namespace PingOneScenarios.Cli.Tests;

/// <summary>A run on a terminal that can be redrawn.</summary>
public sealed class LiveViewTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public async Task No_line_of_a_run_wraps_and_no_progress_line_is_left(int width)
    {
        var run = await LiveAsync(width, "run", "scenarios/authentication/client-secret-jwt.yaml", "--emulator", "--undo", "always");

        var lines = Drawn.Lines(run.Output);
        Assert.Equal(ExitCode.Passed, run.Code);
        Assert.All(lines, line => Assert.InRange(line.GetCellWidth(), 0, width - 1));
        Assert.DoesNotContain(lines, line => line.Contains("<<", StringComparison.Ordinal));
        Assert.Equal(15, lines.Count(line => line.Contains("  passed    ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Every_step_tells_method_path_status_time_and_what_it_extracted()
    {
        var run = await LiveAsync(120, "run", "scenarios/authentication/client-secret-jwt.yaml", "--emulator");

        var lines = Drawn.Lines(run.Output);
        var step = Array.FindIndex(lines, line => line.Contains("Read the application's secret", StringComparison.Ordinal));
        Assert.Matches(@"^     2/10  passed    Read the application's secret +200 +\d+(\.\d)? m?s$", lines[step]);
        Assert.Matches("^           GET /v1/environments/.*/secret  → appJwtSecret$", lines[step + 1]);
    }

    [Fact]
    public async Task A_wide_title_is_cut_by_the_cells_it_takes()
    {
        var run = await LiveAsync(60, "run", "tests/Cli.Tests/Files/wide.yaml", "--set", "apiPath=http://127.0.0.1:1");

        var line = Drawn.Lines(run.Output).Single(l => l.Contains("  broken    ", StringComparison.Ordinal));
        Assert.Contains("日本", line, StringComparison.Ordinal);
        Assert.InRange(line.GetCellWidth(), 0, 59);
    }

    [Fact]
    public async Task Progress_is_shown_before_the_answer_comes()
    {
        var run = await LiveAsync(80, "run", "tests/Cli.Tests/Files/ask.yaml", "--set", "apiPath=http://127.0.0.1:1");

        Assert.Contains("Ask  GET <<apiPath>>/thing?n=<<count>> …", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_that_is_redirected_has_no_control_sequences()
    {
        var run = await CommandRun.RunAsync("run", "tests/Cli.Tests/Files/expectant.yaml", "--emulator", "--verbose");

        Assert.DoesNotContain('\e', run.Printed);
        Assert.DoesNotContain('\r', run.Printed);
    }

    private static Task<CommandRun> LiveAsync(int width, params string[] arguments) =>
        CommandRun.RunAsync(arguments, new Surroundings { LiveWidth = width });
}
