using System.Text;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Reporting.Markdown;

/// <summary>Text as Markdown shows it and nothing more: no formatting, no HTML, no link, nobody mentioned, no table broken.</summary>
internal static class MarkdownText
{
    /// <summary>What begins something in the middle of a line.</summary>
    private const string Special = "\\`*_[]<>|~&$";

    /// <summary>One line, also inside of a table.</summary>
    /// <param name="text">From anywhere.</param>
    /// <param name="longest">In characters; what is beyond becomes <c>…</c>.</param>
    public static string Line(string text, int longest = 300)
    {
        var line = Cut(PlainText.Line(text), longest);
        var escaped = new StringBuilder(line.Length + 16);
        foreach (var letter in line)
        {
            // A name behind @ and a number behind # are made links even where these are escaped; an empty comment parts them.
            if (letter is '@' or '#')
                escaped.Append(letter).Append("<!-- -->");
            else if (Special.Contains(letter, StringComparison.Ordinal))
                escaped.Append('\\').Append(letter);
            else
                escaped.Append(letter);
        }
        // What looks like an address becomes a link, too.
        return escaped.Replace("://", ":<!-- -->//").Replace("www.", "www<!-- -->.").ToString();
    }

    /// <summary>One line as code, also inside of a table.</summary>
    public static string Code(string text, int longest = 300)
    {
        var line = Cut(PlainText.Line(text), longest).Replace("|", "\\|", StringComparison.Ordinal).Trim();
        if (line.Length == 0)
            return "";
        var fence = new string('`', LongestRun(line) + 1);
        var space = line[0] == '`' || line[^1] == '`' ? " " : "";
        return fence + space + line + space + fence;
    }

    /// <summary>Lines as a block of code that nothing in them ends.</summary>
    public static string Block(string text, int longest = 8000)
    {
        var lines = Cut(PlainText.Lines(text), longest);
        var fence = new string('`', Math.Max(3, LongestRun(lines) + 1));
        return $"{fence}text\n{lines}\n{fence}\n";
    }

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        return text[..end] + "…";
    }

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
