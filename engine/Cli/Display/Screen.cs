using System.Text;
using Spectre.Console;

namespace PingOneScenarios.Cli.Display;

/// <summary>
/// Lines that stay, and below them a region that is drawn over, on a terminal that can; plain lines elsewhere. What is written is held back
/// until <see cref="Flush()"/>, which gives all of it to the terminal at once. Not for several threads.
/// </summary>
/// <remarks>The cursor is never hidden, and line wrap is off only within one write: whatever ends the process, the terminal is as it was.</remarks>
internal sealed class Screen : IDisposable
{
    private const string ClearBelow = "\e[J";
    private const string ClearToEnd = "\e[K";
    private const string WrapOff = "\e[?7l";
    private const string WrapOn = "\e[?7h";

    private readonly Terminal terminal;
    private readonly StringWriter written;
    private readonly IAnsiConsole? console;

    /// <summary>The cells of each line of the region as it is on the terminal.</summary>
    private int[] drawn = [];
    private int drawnWidth;

    public Screen(Terminal terminal)
    {
        this.terminal = terminal;
        written = new StringWriter { NewLine = terminal.Output.NewLine };
        if (terminal.IsLive)
            console = ConsoleOf(terminal, written);
    }

    /// <summary>Takes text that stays and ends with a line break; unstyled and as wide as it is.</summary>
    public TextWriter Lines => written;

    /// <summary>Whether text waits to be shown.</summary>
    public bool HasText => written.GetStringBuilder().Length > 0;

    /// <summary>The library's own console, as wide as a live terminal is now.</summary>
    public static IAnsiConsole ConsoleOf(Terminal terminal, TextWriter output)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.Yes,
                ColorSystem = terminal.HasColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(output),
            }
        );
        console.Profile.Width = terminal.Width;
        return console;
    }

    /// <summary>An empty line to fill, as long as the terminal is wide now.</summary>
    public StyledLine NewLine() => new(terminal.Letters, terminal.Width - 1);

    /// <summary>A line that stays; on a live terminal it is cut to the width.</summary>
    public void WriteLine(string text, Style? style = null)
    {
        if (console is null)
            written.WriteLine(text);
        else
            WriteLine(NewLine().Add(text, style));
    }

    /// <summary>A line that stays, for a live terminal.</summary>
    public void WriteLine(StyledLine line)
    {
        Draw(line);
        written.WriteLine();
    }

    /// <inheritdoc cref="WriteLine(StyledLine)"/>
    public void WriteLines(IEnumerable<StyledLine> lines)
    {
        foreach (var line in lines)
            WriteLine(line);
    }

    /// <summary>Shows what was written, and no region.</summary>
    public void Flush() => Flush([]);

    /// <summary>Shows what was written, and below it the region instead of the one before; it is cut to the height of the terminal.</summary>
    public void Flush(IReadOnlyList<StyledLine> region)
    {
        var text = Take();
        if (text.Length == 0 && region.Count == 0 && drawn.Length == 0)
            return;
        var frame = new StringBuilder(Home(isReplaced: text.Length > 0 || region.Count == 0 || drawnWidth != terminal.Width)).Append(text);
        StyledLine[] shown = [.. region.TakeLast(Math.Max(1, terminal.Height - 1))];
        if (shown.Length > 0)
            // The terminal may have become narrower than the lines since they were made. The cursor stays where the ^C that a terminal shows
            // has room, or it would break the last line.
            frame
                .Append(WrapOff)
                .AppendJoin(terminal.Output.NewLine, shown.Select(Render))
                .Append(ClearBelow)
                .Append('\r')
                .Append(WrapOn);
        drawn = [.. shown.Select(line => line.Width)];
        drawnWidth = terminal.Width;
        terminal.Output.Write(frame.ToString());
        terminal.Output.Flush();
    }

    public void Dispose() => written.Dispose();

    private string Take()
    {
        var text = written.ToString();
        written.GetStringBuilder().Clear();
        return text;
    }

    private string Render(StyledLine line)
    {
        Draw(line);
        return Take() + ClearToEnd;
    }

    // To the beginning of the region. One that only changes is drawn over, so that it does not flicker. Most terminals break its lines anew
    // when they become narrower; these stay joined unless they are deleted.
    private string Home(bool isReplaced)
    {
        if (drawn.Length == 0)
            return "";
        var rows = drawn.Select(cells => Math.Max(1, (cells + terminal.Width - 1) / terminal.Width)).ToArray();
        var above = rows.Sum() - rows[^1];
        return "\r" + (above > 0 ? $"\e[{above}A" : "") + (isReplaced ? $"\e[{rows.Sum()}M" : "");
    }

    private void Draw(StyledLine line)
    {
        console!.Profile.Width = terminal.Width;
        console.Write(line.Drawn);
    }
}
