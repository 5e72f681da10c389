using System.Text;
using System.Text.RegularExpressions;
using Spectre.Console;

namespace PingOneScenarios.Cli.Display.Plans;

/// <summary>One line of text to lines that fit a width; those that go on are indented below the first.</summary>
internal sealed partial class LineBreaker
{
    private const int Indentation = 2;

    private readonly int width;
    private readonly string indent;
    private readonly List<string> lines = [];
    private readonly StringBuilder line = new();

    private LineBreaker(string text, int width)
    {
        this.width = width;
        indent = new string(' ', Math.Min(text.Length - text.TrimStart(' ').Length + Indentation, width / 2));
    }

    private bool IsEmpty => line.ToString().AsSpan().Trim().IsEmpty;

    public static IReadOnlyList<string> Break(string text, int width)
    {
        if (text.GetCellWidth() <= width)
            return [text];
        var breaker = new LineBreaker(text, width);
        foreach (Match word in Words().Matches(text))
            breaker.AddWord(word.Value);
        if (!breaker.IsEmpty)
            breaker.End();
        return breaker.lines;
    }

    // A word goes to the next line as a whole unless that would leave much of this one empty.
    private void AddWord(string word)
    {
        if (WidthOf(word) <= (width - indent.Length) * 2 / 3)
        {
            Add(word);
            return;
        }
        foreach (Match piece in Pieces().Matches(word))
            AddPiece(piece.Value);
    }

    private void AddPiece(string piece)
    {
        if (WidthOf(piece) <= width - indent.Length)
        {
            Add(piece);
            return;
        }
        foreach (Match part in Parts().Matches(piece))
            Add(part.Value);
    }

    private void Add(string text)
    {
        if (line.ToString().GetCellWidth() + WidthOf(text) > width && !IsEmpty)
            End();
        foreach (var rune in text.EnumerateRunes())
        {
            var letter = rune.ToString();
            if (letter != " " && line.ToString().GetCellWidth() + letter.GetCellWidth() > width && !IsEmpty)
                End();
            line.Append(letter);
        }
    }

    private void End()
    {
        lines.Add(line.ToString().TrimEnd());
        line.Clear().Append(indent);
    }

    private static int WidthOf(string text) => text.TrimEnd().GetCellWidth();

    // What stands in parentheses, such as (known after "Create a user"), belongs to the word around it.
    [GeneratedRegex(@"(?:\([^()]*\)|[^ ])+ *| +")]
    private static partial Regex Words();

    // Of an address: what ends at a mark, and what stands in parentheses.
    [GeneratedRegex(@"\([^()]*\)[/,&?]*[ ]*|[ ]+|https?://[^ /,&?(]*[/,&?]*|(?:(?!https?://)[^ /,&?(])+[/,&?]*[ ]*|.")]
    private static partial Regex Pieces();

    [GeneratedRegex("[^ /,&?]+[/,&?]*[ ]*|[ ]+|.")]
    private static partial Regex Parts();
}
