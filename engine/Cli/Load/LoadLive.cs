using PingOneScenarios.Cli.Display;
using Spectre.Console;

namespace PingOneScenarios.Cli.Load;

/// <summary>How far a load has come: a line that is drawn over on a terminal that can, elsewhere a line on standard error every ten seconds.</summary>
internal sealed class LoadLive : IDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

    private readonly Terminal terminal;
    private readonly bool isQuiet;
    private readonly Screen screen;
    private TimeSpan next = Between;

    public LoadLive(Terminal terminal, bool isQuiet)
    {
        (this.terminal, this.isQuiet) = (terminal, isQuiet);
        screen = new Screen(terminal);
    }

    /// <summary>A line that stays.</summary>
    public void Begin(string asked)
    {
        if (isQuiet)
            return;
        screen.WriteLine(asked, Styles.Bold);
        screen.Flush();
    }

    /// <summary>To be called once a second.</summary>
    public void Show(LoadProgress now)
    {
        if (isQuiet)
            return;
        if (terminal.IsLive)
            screen.Flush([screen.NewLine().Add(LoadText.Progress(now), Styles.Active)]);
        else if (now.Elapsed >= next)
        {
            terminal.Error.WriteLine(LoadText.Progress(now));
            next = now.Elapsed + Between - TimeSpan.FromSeconds(0.5);
        }
    }

    /// <summary>The line goes, the others stay.</summary>
    public void Finish(IEnumerable<(string Text, Style Style)> lines)
    {
        foreach (var (text, style) in isQuiet ? [] : lines)
            screen.WriteLine(text, style);
        screen.Flush();
    }

    public void Dispose() => screen.Dispose();
}
