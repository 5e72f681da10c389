using System.Text;
using System.Xml;

namespace PingOneScenarios.Engine.Http;

/// <summary>Values inside an XML document.</summary>
internal static class XmlValue
{
    /// <summary>
    /// The value as text or as part of an attribute value; what a reader would normalize (line breaks, tabs) is a character reference (XML 1.0,
    /// sections 2.11 and 3.3.3). Null when it holds a character XML cannot hold.
    /// </summary>
    public static string? Escape(string value)
    {
        var text = new StringBuilder(value.Length + 16);
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                text.Append(value[i]).Append(value[++i]);
            else if (!XmlConvert.IsXmlChar(value[i]))
                return null;
            else
                Append(text, value[i]);
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, char letter)
    {
        var reference = letter switch
        {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&apos;",
            '\n' => "&#10;",
            '\r' => "&#13;",
            '\t' => "&#9;",
            _ => null,
        };
        if (reference is null)
            text.Append(letter);
        else
            text.Append(reference);
    }
}
