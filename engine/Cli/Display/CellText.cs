using System.Text;
using Spectre.Console;

namespace PingOneScenarios.Cli.Display;

/// <summary>Text measured in the cells it takes on a terminal: a letter takes one, an ideograph or an emoji two.</summary>
internal static class CellText
{
    /// <summary>Filled up with spaces to the width, or cut at its end.</summary>
    public static string Column(string text, int width)
    {
        var fitting = Cut(text, width);
        return fitting + new string(' ', width - fitting.GetCellWidth());
    }

    /// <summary>The text, its end replaced by <c>…</c> when it is wider.</summary>
    public static string Cut(string text, int width) => text.GetCellWidth() <= width ? text : Head(text, width - 1) + "…";

    /// <summary>The text, its middle replaced by <c>…</c> when it is wider: the end of an address tells as much as its beginning.</summary>
    public static string Squeeze(string text, int width)
    {
        if (text.GetCellWidth() <= width)
            return text;
        var tail = Math.Max(0, (width - 1) / 2);
        return Head(text, width - 1 - tail) + "…" + Tail(text, tail);
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
