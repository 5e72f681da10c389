using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Spectre.Console;

namespace PingOneScenarios.Cli.Tests.Driving;

/// <summary>
/// A terminal of a given width that obeys what p1s sends to one: what a person sees of an output, without its colours. Like most terminals it
/// breaks its lines anew when it becomes narrower. Anything it does not know is an error.
/// </summary>
internal sealed partial class Drawn(int width)
{
    private readonly List<StringBuilder> rows = [new()];
    private int row;
    private int column;

    /// <summary>In columns.</summary>
    public int Width { get; private set; } = width;

    public bool IsWrapOn { get; private set; } = true;

    /// <summary>Whether text went over the right end into the next row.</summary>
    public bool HasWrapped { get; private set; }

    /// <summary>Whether the cursor stands at the beginning of an empty last row, as a shell wants it.</summary>
    public bool IsAtNewLine => column == 0 && row == rows.Count - 1 && rows[row].Length == 0;

    public IReadOnlyList<string> Rows => [.. rows.Select(r => r.ToString().TrimEnd())];

    public string Text => string.Join('\n', Rows).TrimEnd() + "\n";

    public static string[] Lines(string output, int width = 500)
    {
        var screen = new Drawn(width);
        screen.Write(output);
        return [.. screen.Rows];
    }

    public void Write(string output)
    {
        foreach (Match piece in Pieces().Matches(output))
        {
            if (piece.Value == "\n")
                NewRow();
            else if (piece.Value == "\r")
                column = 0;
            else if (piece.Value[0] == '\e')
                Obey(piece.Groups["number"].Value, piece.Groups["command"].Value);
            else
                Put(piece.Value);
        }
    }

    /// <summary>Each row that is too long becomes several; the cursor stays behind the same letter.</summary>
    public void Narrow(int to)
    {
        Width = to;
        for (var i = 0; i < rows.Count; i++)
        {
            var text = rows[i].ToString().TrimEnd();
            if (text.Length <= to)
                continue;
            rows[i] = new StringBuilder(text[..to]);
            rows.Insert(i + 1, new StringBuilder(text[to..]));
            var isBehind = row == i && column >= to;
            column -= isBehind ? to : 0;
            row += row > i || isBehind ? 1 : 0;
        }
    }

    private void Obey(string number, string command)
    {
        var count = int.TryParse(number, CultureInfo.InvariantCulture, out var written) ? written : 1;
        switch (command)
        {
            case "A":
                row = Math.Max(0, row - count);
                break;
            case "K":
                rows[row].Length = Math.Min(rows[row].Length, column);
                break;
            case "J":
                rows[row].Length = Math.Min(rows[row].Length, column);
                rows.RemoveRange(row + 1, rows.Count - row - 1);
                break;
            case "M":
                rows.RemoveRange(row, Math.Min(count, rows.Count - row));
                if (row == rows.Count)
                    rows.Add(new StringBuilder());
                break;
            case "m":
                break;
            case "h" or "l" when number == "?7":
                IsWrapOn = command == "h";
                break;
            default:
                throw new InvalidOperationException($"a terminal is told {number}{command}");
        }
    }

    private void NewRow()
    {
        column = 0;
        row++;
        if (row == rows.Count)
            rows.Add(new StringBuilder());
    }

    private void Put(string letter)
    {
        if (rows[row].ToString()[..Math.Min(column, rows[row].Length)].GetCellWidth() + letter.GetCellWidth() > Width)
        {
            if (!IsWrapOn)
                return;
            HasWrapped = true;
            NewRow();
        }
        var line = rows[row];
        while (line.Length < column + letter.Length)
            line.Append(' ');
        line.Remove(column, letter.Length).Insert(column, letter);
        column += letter.Length;
    }

    [GeneratedRegex(@"\e\[(?<number>[?0-9;]*)(?<command>[A-Za-z])|[\ud800-\udbff][\udc00-\udfff]|[\s\S]")]
    private static partial Regex Pieces();
}
