using Microsoft.Extensions.Time.Testing;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests;
using static PingOneScenarios.Cli.Tests.Driving.LiveStage;

namespace PingOneScenarios.Cli.Tests;

/// <summary>What moves on a live terminal while something runs.</summary>
public sealed class LiveRegionTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void A_step_that_runs_shows_its_request_its_time_and_its_attempts(int width)
    {
        using var stage = new LiveStage(width);
        var shown = new List<string>();
        stage.Begin();
        stage.Start(Step(1));
        Look(0.1);
        Look(1.2);
        stage.Again(Step(1), attempt: 1, pause: 3);
        Look(1);
        Look(2.5);
        stage.Again(Step(1), attempt: 2, pause: 70, "<<response.json.userCount == 7>> is not true yet");
        Look(4);
        stage.End(Step(1), Outcome.Passed, "userName");
        Look(0);

        Engine.Tests.Golden.Check($"live/attempts-{width}.txt", string.Concat(shown));

        void Look(double seconds)
        {
            stage.Pass(seconds);
            shown.Add(stage.Seen + "\n");
        }
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Several_scenarios_show_a_bar_counts_rate_and_what_is_left(int width)
    {
        using var stage = new LiveStage(width, scenarios: 40);
        for (var i = 1; i <= 9; i++)
            RunOne(stage, i);
        stage.Begin("Import users into a population of their own", "scenarios/users/import-users.yaml");
        stage.Start(Step(2, "Create a population"), null, "../shared/population.yaml");
        stage.Start(Step(1, "Create it", depth: 1), "POST", "<<apiPath>>/environments/<<envID>>/populations");
        stage.Pass(1.5);

        stage.Check($"several-{width}");
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Several_scenarios_end_with_what_they_came_to(int width)
    {
        using var stage = new LiveStage(width, scenarios: 9);
        for (var i = 1; i <= 9; i++)
            RunOne(stage, i);
        stage.Finish();

        stage.Check($"sum-{width}");
        Assert.True(stage.Screen.IsAtNewLine);
    }

    [Fact]
    public void Several_scenarios_that_were_stopped_tell_what_was_not_run()
    {
        using var stage = new LiveStage(80, scenarios: 9);
        RunOne(stage, 1);
        stage.Finish();

        Assert.Contains("○ cancelled: 1 of 9 scenarios passed, 8 not run in 1.0 s\n", stage.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_shorter_than_a_tenth_of_a_second_is_not_drawn_before_it_ends()
    {
        using var stage = new LiveStage(80);
        stage.Begin();
        stage.Start(Step(1));
        stage.Pass(0.09);

        Assert.DoesNotContain("Read the user", stage.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_ended_leaves_one_line_and_nothing_of_what_moved()
    {
        using var stage = new LiveStage(80);
        stage.Begin();
        stage.Start(Step(1));
        stage.Pass(2);
        stage.End(Step(1));

        Assert.Equal(
            "Create a population\nscenarios/population.yaml, environment emulator, run 1f2e3d4c\n\n"
                + "      1/3 ✓ passed  Read the user                 200 120 ms\n",
            stage.Seen
        );
    }

    [Fact]
    public void Whatever_ends_a_run_the_terminal_is_as_it_was()
    {
        var stage = new LiveStage(80);
        stage.Begin();
        stage.Start(Step(1));
        stage.Pass(2);
        stage.Dispose();

        Assert.DoesNotContain("Read the user", stage.Seen, StringComparison.Ordinal);
        Assert.True(stage.Screen.IsWrapOn);
        Assert.True(stage.Screen.IsAtNewLine);
        Assert.DoesNotContain("\e[?25l", stage.Sent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_that_goes_on_after_the_end_draws_nothing()
    {
        using var stage = new LiveStage(80, scenarios: 2);
        stage.Begin();
        stage.Pass(1);
        stage.End();
        stage.Finish();
        var sent = stage.Sent;

        stage.Pass(5);

        Assert.Equal(sent, stage.Sent);
    }

    [Fact]
    public void A_terminal_that_is_gone_ends_nothing_and_is_told()
    {
        using var output = new Vanishing();
        var clock = new FakeTimeProvider();
        var terminal = Terminal.Over(output, TextWriter.Null, name => name == "TERM" ? "xterm" : null, () => (80, 40));
        using var display = new RunDisplay(terminal, new DisplayWishes(false, false, IsEmulator: true, 1), clock);
        display.Observe(new StepStarted(Step(1), Masked.Text("GET"), Masked.Text("/")));
        clock.Advance(TimeSpan.FromSeconds(1));
        output.IsGone = true;

        clock.Advance(TimeSpan.FromSeconds(1));

        display.Observe(Masked.Started("Title", "path.yaml", "1f2e3d4c", "", 1));
        Assert.True(terminal.HasLost);
        output.IsGone = false;
    }

    [Theory]
    [InlineData(119)]
    [InlineData(60)]
    [InlineData(41)]
    public void A_terminal_that_becomes_narrower_keeps_what_stays_and_nothing_else(int width)
    {
        using var stage = new LiveStage(120, scenarios: 5);
        RunOne(stage, 1);
        stage.Begin();
        stage.Start(Step(1));
        stage.Pass(1);
        Assert.Contains("running", stage.Seen, StringComparison.Ordinal);
        stage.Again(Step(1), attempt: 1, pause: 30);
        stage.Pass(0.1);
        Assert.Contains("attempt 2 in 29.9 s", stage.Seen, StringComparison.Ordinal);

        stage.Screen.Narrow(width);
        stage.Pass(0.1);

        Assert.Single(stage.Seen.Split('\n'), line => line.Contains("✓ passed  Scenario 1", StringComparison.Ordinal));
        Assert.Single(stage.Seen.Split('\n'), line => line.Contains("waiting", StringComparison.Ordinal));
        Assert.Single(stage.Seen.Split('\n'), line => line.Contains("attempt 2 in", StringComparison.Ordinal));
        Assert.Single(stage.Seen.Split('\n'), line => line.Contains("1/5 scenarios", StringComparison.Ordinal));
    }

    [Fact]
    public void A_region_never_takes_more_than_the_height_of_the_terminal()
    {
        using var stage = new LiveStage(80, scenarios: 5) { Height = 4 };
        stage.Begin();
        for (var depth = 0; depth < 5; depth++)
            stage.Start(Step(1, $"Level {depth}", depth));
        stage.Pass(1);

        Assert.Equal(3, stage.Seen.TrimEnd('\n').Split('\n').Length);
        Assert.Contains("0/5 scenarios", stage.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_and_the_clock_may_come_at_the_same_time()
    {
        const int Steps = 2000;
        var stage = new LiveStage(80);
        stage.Begin();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var begun = new ManualResetEventSlim();
        var ticking = Task.Run(
            () =>
            {
                while (!done.IsCancellationRequested)
                {
                    stage.Pass(0.1);
                    begun.Set();
                }
            },
            TestContext.Current.CancellationToken
        );
        begun.Wait(TestContext.Current.CancellationToken);
        for (var i = 0; i < Steps; i++)
        {
            stage.Start(Step(i));
            stage.End(Step(i));
        }
        await done.CancelAsync();
        await ticking;
        stage.Dispose();

        var lines = stage.Seen.Split('\n').Skip(3).SkipLast(1).ToList();
        Assert.Equal(Steps, lines.Count);
        Assert.All(lines, line => Assert.Contains("✓ passed  Read the user", line, StringComparison.Ordinal));
    }

    private sealed class Vanishing : StringWriter
    {
        public bool IsGone { get; set; }

        public override void Write(string? value)
        {
            if (IsGone)
                throw new IOException("gone");
            base.Write(value);
        }
    }

    private static void RunOne(LiveStage stage, int number)
    {
        var outcome =
            number == 3 ? Outcome.Failed
            : number == 5 ? Outcome.Broken
            : Outcome.Passed;
        stage.Begin($"Scenario {number}", $"scenarios/numbers/scenario-{number}.yaml");
        stage.Start(Step(1));
        stage.Pass(number % 4);
        if (outcome != Outcome.Passed)
            stage.End(Step(1), outcome);
        stage.End(outcome, number % 4);
    }
}
