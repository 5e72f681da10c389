using System.Text;

namespace PingOneScenarios.Engine.Documenting;

/// <summary>Text of authors inside a Markdown page: it stays text, whatever it looks like.</summary>
internal static class AuthorText
{
    private const string Special = "\\`*[]<>|~&#!";

    /// <summary>One line: line breaks become spaces.</summary>
    public static string Line(string text)
    {
        var escaped = new StringBuilder();
        var line = string.Join(' ', text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)).Trim();
        for (var i = 0; i < line.Length; i++)
        {
            if (Special.Contains(line[i], StringComparison.Ordinal) || IsMark(line, i))
                escaped.Append('\\');
            escaped.Append(char.IsControl(line[i]) ? ' ' : line[i]);
        }
        return escaped.ToString();
    }

    /// <summary>Several lines, empty ones between paragraphs.</summary>
    public static string Paragraphs(string text) => string.Join('\n', text.Trim().Split('\n').Select(Line));

    /// <summary>As code in a line; empty for no text.</summary>
    public static string Code(string text)
    {
        var line = string.Join(' ', text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        if (line.Length == 0)
            return "";
        var ticks = new string('`', LongestRun(line) + 1);
        var space = line[0] == '`' || line[^1] == '`' ? " " : "";
        return ticks + space + line + space + ticks;
    }

    /// <summary>As code in a cell of a table.</summary>
    public static string CodeCell(string text) => Code(text).Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>As a block of code.</summary>
    public static string Fence(string language, string text)
    {
        var ticks = new string('`', Math.Max(3, LongestRun(text) + 1));
        return $"{ticks}{language}\n{text.TrimEnd('\n')}\n{ticks}";
    }

    public static string Row(params string[] cells) => $"| {string.Join(" | ", cells)} |".Replace("|  |", "| |", StringComparison.Ordinal);

    public static string Head(params string[] cells) => Row(cells) + "\n" + Row([.. cells.Select(_ => "---")]);

    // An underscore inside a word is text; so is a dash or a plus that does not begin a line.
    private static bool IsMark(string line, int at) =>
        line[at] switch
        {
            '_' => at == 0 || at == line.Length - 1 || !char.IsLetterOrDigit(line[at - 1]) || !char.IsLetterOrDigit(line[at + 1]),
            '-' or '+' or '=' => at == 0,
            '.' or ')' => at > 0 && line[..at].All(char.IsAsciiDigit),
            _ => false,
        };

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var letter in text)
        {
            run = letter == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }
}
