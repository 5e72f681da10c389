using System.Text.RegularExpressions;
using PingOneScenarios.Cli.Tests.Driving;
using Spectre.Console;

namespace PingOneScenarios.Cli.Tests;

/// <summary>A run on a terminal that can be redrawn.</summary>
public sealed partial class LiveViewTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(99)]
    [InlineData(120)]
    public async Task Every_step_is_one_line_that_does_not_wrap_and_nothing_that_moved_is_left(int width)
    {
        var run = await LiveAsync(width, "run", "scenarios/authentication/client-secret-jwt.yaml", "--emulator", "--undo", "always");

        var screen = Draw(run, width);
        Assert.Equal(ExitCode.Passed, run.Code);
        Assert.False(screen.HasWrapped);
        Assert.All(screen.Rows, line => Assert.InRange(line.GetCellWidth(), 0, width - 1));
        Assert.Equal(15, screen.Rows.Count(line => line.Contains(" ✓ passed  ", StringComparison.Ordinal)));
        Assert.DoesNotContain("running", screen.Text, StringComparison.Ordinal);
        Assert.Equal(22, screen.Text.Split('\n').Length);
    }

    [Fact]
    public async Task A_wide_terminal_shows_method_path_status_time_and_what_was_extracted()
    {
        var run = await LiveAsync(120, "run", "scenarios/authentication/client-secret-jwt.yaml", "--emulator");

        Assert.Single(
            Draw(run, 120).Rows,
            line =>
                Line(@"^     2/10 ✓ passed  Read the application's secret +200 +[\d.]+ m?s GET …/applications/…/secret → appJwtSecret$")
                    .IsMatch(line)
        );
    }

    [Fact]
    public async Task Eighty_columns_show_status_time_and_what_was_extracted_as_far_as_it_fits()
    {
        var run = await LiveAsync(80, "run", "scenarios/authentication/client-secret-jwt.yaml", "--emulator");

        Assert.Single(
            Draw(run, 80).Rows,
            Line(@"^     4/10 ✓ passed  Create a user                 201 +[\d.]+ m?s → appJwtUserID \+1$").IsMatch
        );
    }

    [Fact]
    public async Task A_wide_title_is_cut_by_the_cells_it_takes()
    {
        var run = await LiveAsync(60, "run", "tests/Cli.Tests/Files/wide.yaml", "--set", "apiPath=http://127.0.0.1:1");

        var line = Draw(run, 60).Rows.Single(l => l.Contains("1/1 ! broken", StringComparison.Ordinal));
        Assert.Contains("日本", line, StringComparison.Ordinal);
        Assert.InRange(line.GetCellWidth(), 0, 59);
    }

    [Fact]
    public async Task No_color_takes_the_colours_and_leaves_the_rest()
    {
        var run = await LiveAsync("NO_COLOR", "1", "run", "tests/Cli.Tests/Files/expectant.yaml", "--emulator");

        Assert.DoesNotMatch(@"\e\[[0-9;]*\b[349][0-7]\b", run.Output);
        Assert.Contains("\e[1m", run.Output, StringComparison.Ordinal);
        Assert.Contains("✗ failed", Draw(run, 80).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Colours_are_of_the_sixteen_that_themes_draw()
    {
        var run = await LiveAsync(80, "run", "tests/Cli.Tests/Files/expectant.yaml", "--emulator");

        var codes = Style().Matches(run.Output).SelectMany(m => m.Groups["codes"].Value.Split(';')).ToHashSet();
        // Reset, bold, dim; red, green, yellow, cyan; no bright ones, which are hard to read on white.
        Assert.Subset(new HashSet<string> { "0", "1", "2", "31", "32", "33", "36" }, codes);
        Assert.Superset(new HashSet<string> { "0", "1", "2", "31", "32" }, codes);
    }

    [Theory]
    [InlineData("C")]
    [InlineData("en_US.ISO-8859-1")]
    public async Task A_locale_without_Unicode_gets_ASCII_alone(string locale)
    {
        var run = await LiveAsync(
            "LC_ALL",
            locale,
            "run",
            "scenarios/authentication/client-secret-jwt.yaml",
            "tests/Cli.Tests/Files/wide.yaml",
            "--emulator",
            "--verbose"
        );

        var lines = Draw(run, 80).Rows;
        Assert.True(System.Text.Ascii.IsValid(run.Printed), run.Printed);
        Assert.Contains(lines, line => line.StartsWith("      1/1 x  failed  ?????", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith("s -> accessToken", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("ok passed: 10 steps in ", StringComparison.Ordinal));
        Assert.Contains("  > Authorization: Bearer <accessToken>", lines);
    }

    [Fact]
    public async Task A_dumb_terminal_gets_the_lines_of_a_file()
    {
        string[] command = ["run", "tests/Cli.Tests/Files/ask.yaml", "--set", "apiPath=http://127.0.0.1:1"];
        var run = await LiveAsync("TERM", "dumb", command);
        var redirected = await CommandRun.RunAsync(command);

        Assert.DoesNotContain('\e', run.Printed);
        Assert.Equal(EachTime().Replace(redirected.Printed, ""), EachTime().Replace(run.Printed, ""));
    }

    [Fact]
    public void What_looks_like_markup_or_a_control_sequence_is_shown_and_not_obeyed()
    {
        using var stage = new LiveStage(80);
        stage.Begin("[red]Title[/]", "a[b]\e[2J.yaml");
        stage.Start(LiveStage.Step(1, "[bold]x[/] \e]0;owned\a\u202e"), "GET", "[link=http://evil]y[/]\r\n");
        stage.Pass(0.2);

        Assert.Equal(
            "[red]Title[/]\na[b]·[2J.yaml, environment emulator, run 1f2e3d4c\n\n"
                + "      1/3 ⠹ running [bold]x[/] ·]0;owned··             0.2 s\n                    GET [link=http://evil]y[/]\n",
            stage.Seen
        );
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

    private static Task<CommandRun> LiveAsync(string variable, string value, params string[] arguments) =>
        CommandRun.RunAsync(
            arguments,
            new Surroundings
            {
                LiveWidth = 80,
                Variables = new Dictionary<string, string> { [variable] = value },
            }
        );

    private static Drawn Draw(CommandRun run, int width)
    {
        var screen = new Drawn(width);
        screen.Write(run.Output);
        return screen;
    }

    private static Regex Line(string pattern) => new(pattern, RegexOptions.CultureInvariant);

    [GeneratedRegex(@"\e\[(?<codes>[0-9;]*)m")]
    private static partial Regex Style();

    [GeneratedRegex(@"run [0-9a-f]{8}| +\d+(\.\d)? m?s\b")]
    private static partial Regex EachTime();
}
