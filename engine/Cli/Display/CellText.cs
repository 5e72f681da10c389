using System.Text;
using Spectre.Console;

namespace PingOneScenarios.Cli.Display;

/// <summary>Text measured in the cells it takes on a terminal: a letter takes one, an ideograph or an emoji two.</summary>
internal static class CellText
{
    private const string Ellipsis = "…";

    /// <summary>Filled up with spaces to the width, or cut at its end.</summary>
    public static string Column(string text, int width, string ellipsis = Ellipsis)
    {
        var fitting = Cut(text, width, ellipsis);
        return fitting + new string(' ', Math.Max(0, width - fitting.GetCellWidth()));
    }

    /// <summary>The text, its end replaced by <c>…</c> when it is wider.</summary>
    public static string Cut(string text, int width, string ellipsis = Ellipsis)
    {
        if (text.GetCellWidth() <= width)
            return text;
        return width < ellipsis.Length ? Head(text, width) : Head(text, width - ellipsis.Length) + ellipsis;
    }

    /// <summary>The text, its middle replaced by <c>…</c> when it is wider: the end of an address tells as much as its beginning.</summary>
    public static string Squeeze(string text, int width, string ellipsis = Ellipsis)
    {
        var left = width - ellipsis.Length;
        if (text.GetCellWidth() <= width || left < 2)
            return Cut(text, width, ellipsis);
        return Head(text, left - left / 2) + ellipsis + Tail(text, left / 2);
    }

    private static string Head(string text, int width)
    {
        var head = new StringBuilder();
        foreach (var letter in text.EnumerateRunes())
        {
            width -= letter.ToString().GetCellWidth();
            if (width < 0)
                break;
            head.Append(letter.ToString());
        }
        return head.ToString();
    }

    private static string Tail(string text, int width)
    {
        var runes = text.EnumerateRunes().ToArray();
        var from = runes.Length;
        while (from > 0 && (width -= runes[from - 1].ToString().GetCellWidth()) >= 0)
            from--;
        return string.Concat(runes.Skip(from));
    }
}
