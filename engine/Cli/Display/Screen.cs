using Spectre.Console;

namespace PingOneScenarios.Cli.Display;

/// <summary>Coloured lines, and one line that is drawn over, on a terminal that can; plain lines elsewhere.</summary>
internal sealed class Screen
{
    private const string ClearLine = "\r\e[2K";
    private const string WrapOff = "\e[?7l";
    private const string WrapOn = "\e[?7h";

    private readonly Terminal terminal;
    private readonly IAnsiConsole? console;
    private bool hasTransient;

    public Screen(Terminal terminal)
    {
        this.terminal = terminal;
        if (terminal.IsLive)
            console = ConsoleOf(terminal);
    }

    /// <summary>The library's own console over a live terminal, as wide as it is now.</summary>
    public static IAnsiConsole ConsoleOf(Terminal terminal)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.Yes,
                ColorSystem = terminal.HasColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(terminal.Output),
            }
        );
        console.Profile.Width = terminal.Width;
        return console;
    }

    /// <summary>A line that stays; on a live terminal it is cut to the width.</summary>
    public void WriteLine(string text, Color color, Decoration decoration = Decoration.None)
    {
        ClearTransient();
        if (console is null)
        {
            terminal.Output.WriteLine(text);
            return;
        }
        console.Profile.Width = terminal.Width;
        // Never markup: text of servers and files would be parsed as such.
        console.Write(new Text(CellText.Cut(text, terminal.Width - 1), new Style(color, decoration: decoration)));
        terminal.Output.WriteLine();
    }

    /// <summary>A line the next one takes the place of; nothing where lines cannot be drawn over.</summary>
    public void WriteTransient(string text)
    {
        if (console is null)
            return;
        // The terminal may have become narrower than the text since it was cut.
        terminal.Output.Write(ClearLine + WrapOff + text + WrapOn);
        hasTransient = true;
    }

    public void ClearTransient()
    {
        if (hasTransient)
            terminal.Output.Write(ClearLine);
        hasTransient = false;
    }
}
