using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Display;

/// <summary>What stands behind a step as far as there is room: its request, how often it was sent, how many redirects it followed, the names of what was extracted.</summary>
internal sealed class StepTail(StepFinished step)
{
    private string Times => string.Concat(StepText.Times(step).Select(t => $" {t}"));

    /// <summary>The method and the path, shortened so that the names behind them keep up to half of the room.</summary>
    public void AddRequestTo(StyledLine line)
    {
        if (step.Target is null)
            return;
        var names = Math.Min(line.Measure(Times + Names(step.Extracted.Length)), line.Room / 2);
        var room = line.Room - names;
        var fitting = ShortPath.Of(step.Target).Select(path => $"{step.Method} {path}");
        var request = fitting.FirstOrDefault(text => line.Measure(text) <= room) ?? fitting.Last();
        line.Squeezed(request, room, Styles.Dim);
    }

    /// <summary>As many names as fit, and how many there are besides.</summary>
    public void AddNamesTo(StyledLine line)
    {
        line.Add(Times, Styles.Dim);
        var count = step.Extracted.Length;
        while (count > 1 && line.Measure(Names(count) + Besides(count)) > line.Room)
            count--;
        var names = Names(count);
        line.Column(names, Math.Min(line.Measure(names), line.Room - Besides(count).Length)).Add(Besides(count));
    }

    private string Names(int count) => count == 0 ? "" : " → " + string.Join(", ", step.Extracted.Take(count).Select(e => e.Name));

    private string Besides(int count) => count == step.Extracted.Length ? "" : $" +{step.Extracted.Length - count}";
}
