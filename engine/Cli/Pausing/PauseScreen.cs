using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Pausing;

/// <summary>Shows where a run stops: all of it once, and after a variable was set what that changed.</summary>
internal sealed class PauseScreen(Terminal terminal)
{
    private readonly HashSet<Stops> hinted = [];

    /// <summary>The request as it was last shown.</summary>
    private string lastRequest = "";

    /// <summary>The variable that was set last at this stop; null for none.</summary>
    private string? lastSet;

    private TextWriter Output => terminal.Conversation;

    public void Show(StepPause pause)
    {
        var request = PauseText.Request(terminal, pause);
        if (pause.Objection is not null)
            Output.WriteLine(Output.NewLine + Problems.TextOf(terminal, pause.Objection) + Output.NewLine);
        else if (pause.Computed is { } computed)
            ShowComputed(computed);
        else if (lastSet is not null)
            ShowChange(pause, request);
        else
            ShowStop(pause, request);
        lastRequest = request;
    }

    /// <summary>What was answered to what is shown.</summary>
    public void Answer(StepAnswer answer) => lastSet = (answer as SetVariable)?.Name;

    private void ShowStop(StepPause pause, string request)
    {
        if (pause.Finished is null)
            ShowHeading($"{StepText.Heading(pause.Step)}  (paused)");
        if (request.Length > 0)
            Output.WriteLine(Output.NewLine + request);
        if (hinted.Add(PauseWord.StopOf(pause)))
            Output.WriteLine(PauseText.Hint(PauseWord.StopOf(pause)));
    }

    private void ShowHeading(string heading)
    {
        if (!terminal.IsLive)
        {
            Output.WriteLine(heading);
            return;
        }
        using var lines = new Screen(terminal);
        lines.WriteLine(heading, Styles.Bold);
        lines.Flush();
    }

    private void ShowComputed(string computed)
    {
        foreach (var line in SafeText.Lines(ExchangeText.Indented(computed)).Split('\n'))
            Output.WriteLine("  " + line);
    }

    private void ShowChange(StepPause pause, string request)
    {
        Output.WriteLine(PauseText.Set(pause.Variables.First(v => v.Name == lastSet)));
        if (request != lastRequest)
            Output.WriteLine(Output.NewLine + request);
        else if (pause.Request is not null)
            Output.WriteLine("  the request reads as before");
    }
}
