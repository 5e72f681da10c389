using Microsoft.Extensions.Time.Testing;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests;
using PingOneScenarios.Engine.Tests.Reporting;

namespace PingOneScenarios.Cli.Tests;

/// <summary>A run on the terminal that stopped and goes on: all it did before stands above the line that says so.</summary>
public sealed class ResumedDisplayTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void What_ran_when_the_run_had_stopped_runs_once_when_it_goes_on(int width)
    {
        using var stage = new LiveStage(width);
        var shown = new List<string>();
        foreach (var happened in ResumedRun.Events)
        {
            stage.Hear(happened);
            if (happened is not StepStarted)
                continue;
            stage.Pass(0.5);
            shown.Add(stage.Seen + "\n----\n");
        }
        stage.Pass(0.5);
        shown.Add(stage.Seen);
        Golden.Check($"live/resumed-{width}.txt", string.Concat(shown[2], shown[3], shown[^1]));
    }

    [Theory]
    [InlineData("plain", false, false)]
    [InlineData("verbose", false, true)]
    [InlineData("quiet", true, false)]
    public void Other_outputs_say_it_in_lines(string name, bool isQuiet, bool isVerbose)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var terminal = Terminal.Over(output, TextWriter.Null, _ => null);
        using (var display = new RunDisplay(terminal, new DisplayWishes(isQuiet, isVerbose, IsEmulator: false, 1), new FakeTimeProvider()))
        {
            foreach (var happened in ResumedRun.Events)
                display.Observe(happened);
            display.Finish();
        }
        Golden.Check($"terminal/resumed-{name}.txt", output.ToString());
    }
}
