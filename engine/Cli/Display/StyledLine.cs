using Spectre.Console;

namespace PingOneScenarios.Cli.Display;

/// <summary>
/// A line in several styles that never takes more cells than it has room for; what does not fit is cut. Every text is made safe and is never
/// read as markup.
/// </summary>
/// <param name="letters">What the terminal can show; text is measured in that form.</param>
/// <param name="room">In cells.</param>
internal sealed class StyledLine(Letters letters, int room)
{
    private readonly int length = room;

    /// <summary>The line as the library draws it.</summary>
    public Paragraph Drawn { get; } = new();

    /// <summary>The cells that are left.</summary>
    public int Room { get; private set; } = room;

    /// <summary>The cells that are taken.</summary>
    public int Width => length - Room;

    public StyledLine Add(string text, Style? style = null) => Append(CellText.Cut(Shown(text), Room, letters.Ellipsis), style);

    /// <summary>Filled up to the width or cut to it.</summary>
    public StyledLine Column(string text, int width, Style? style = null) =>
        Append(CellText.Column(Shown(text), Math.Clamp(width, 0, Room), letters.Ellipsis), style);

    /// <summary>At the right end of a column; a wider text moves what comes behind it.</summary>
    public StyledLine Right(string text, int width, Style? style = null)
    {
        var shown = Shown(text);
        return Gap(width - shown.GetCellWidth()).Add(shown, style);
    }

    /// <summary>Cut in its middle.</summary>
    public StyledLine Squeezed(string text, int width, Style? style = null) =>
        Append(CellText.Squeeze(Shown(text), Math.Clamp(width, 0, Room), letters.Ellipsis), style);

    public StyledLine Gap(int width) => Append(new string(' ', Math.Clamp(width, 0, Room)), null);

    /// <summary>How many cells the text would take.</summary>
    public int Measure(string text) => Shown(text).GetCellWidth();

    private string Shown(string text) => letters.Shown(SafeText.Line(text));

    private StyledLine Append(string fitting, Style? style)
    {
        Room -= fitting.GetCellWidth();
        Drawn.Append(fitting, style);
        return this;
    }
}
