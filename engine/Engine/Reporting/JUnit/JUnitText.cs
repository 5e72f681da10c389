using System.Text;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Reporting.JUnit;

/// <summary>Text as XML 1.0: what no document may hold, and what hides or reorders text, is a dot before it is escaped.</summary>
internal static class JUnitText
{
    /// <summary>The value of an attribute, on one line, without the quotes.</summary>
    public static string Attribute(string text) => Escape(PlainText.Line(text));

    /// <summary>What stands between tags; lines stay lines.</summary>
    public static string Content(string text) => Escape(PlainText.Lines(text.Replace("\r\n", "\n", StringComparison.Ordinal)));

    private static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny("&<>\"") < 0)
            return text;
        var escaped = new StringBuilder(text.Length + 32);
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                _ => escaped.Append(letter),
            };
        }
        return escaped.ToString();
    }
}
