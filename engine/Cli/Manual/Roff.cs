using System.Globalization;
using System.Text;

namespace PingOneScenarios.Cli.Manual;

/// <summary>Writes a page in the macros of man(7): ASCII alone, every text escaped.</summary>
internal sealed class Roff
{
    private readonly StringBuilder page = new();

    // Hyphens and straight edges would change words that are typed.
    public Roff(string title, string source) => page.Append(CultureInfo.InvariantCulture, $".TH {title} 1 \"\" \"{source}\"\n.nh\n.ad l\n");

    public override string ToString() => page.ToString();

    public void Section(string title) => page.Append(".SH ").Append(title).Append('\n');

    /// <param name="text">Escaped already.</param>
    public void Paragraph(string text) => page.Append(".PP\n").Append(text).Append('\n');

    /// <summary>A line of text that stands by itself, such as what a page is about.</summary>
    /// <param name="text">Escaped already.</param>
    public void Line(string text) => page.Append(text).Append('\n');

    /// <summary>A term, and what it means below it.</summary>
    /// <param name="term">Escaped already.</param>
    /// <param name="text">As it is.</param>
    public void Entry(string term, string text) => page.Append(".TP\n").Append(term).Append('\n').Append(Text(text)).Append('\n');

    /// <summary>Lines that keep their breaks, moved in.</summary>
    public void Verbatim(IEnumerable<string> lines)
    {
        page.Append(".RS 4\n.nf\n");
        foreach (var line in lines)
            page.Append(Text(line)).Append('\n');
        page.Append(".fi\n.RE\n");
    }

    public static string Bold(string text) => $"\\fB{Escaped(text)}\\fR";

    public static string Italic(string text) => $"\\fI{Escaped(text)}\\fR";

    /// <summary>Text at the beginning of a line, where a full stop or an apostrophe would begin a request.</summary>
    public static string Text(string text) => text is ['.' or '\'', ..] ? "\\&" + Escaped(text) : Escaped(text);

    // What typesetters make curly, slanted or long stays what is typed.
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\\' => escaped.Append("\\(rs"),
                '-' => escaped.Append("\\-"),
                '\'' => escaped.Append("\\(aq"),
                '`' => escaped.Append("\\(ga"),
                '^' => escaped.Append("\\(ha"),
                '~' => escaped.Append("\\(ti"),
                < 0x20 or 0x7F => escaped.Append(' '),
                < 0x7F => escaped.Append((char)rune.Value),
                _ => escaped.Append(CultureInfo.InvariantCulture, $"\\[u{rune.Value:X4}]"),
            };
        }
        return escaped.ToString();
    }
}
