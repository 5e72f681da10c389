using System.Buffers;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Loading;

/// <summary>What the reader knows about YAML beyond its parser: which characters are allowed, and what authors usually meant.</summary>
internal static class Yaml
{
    /// <summary>
    /// What YAML does not allow, in UTF-16 units (YAML 1.2.2, section 5.1): the few that are not printable, as a search for the many
    /// that are would take longer to set up than to read a file.
    /// </summary>
    public static readonly SearchValues<char> Unprintable = SearchValues.Create([
        .. Enumerable.Range(0, 0xa0).Select(c => (char)c).Where(c => c is < ' ' and not ('\t' or '\n' or '\r') or > '~' and not '\u0085'),
        '\ufffe',
        '\uffff',
    ]);

    /// <summary>What is wrong with malformed text, in the words of an author.</summary>
    public static (string What, string? Why, string Fix) Explain(SourceText source, SourceSpan at, string parserSays)
    {
        var line = source.Line(at.Line);
        var indentation = line.AsSpan(0, line.Length - line.TrimStart().Length);
        if (indentation.Contains('\t'))
            return ("a tab is used as indentation", "YAML indents with spaces only", "replace the tab by spaces");
        if (line.Contains("<<", StringComparison.Ordinal))
            return ("the line cannot be read as YAML", Sentence(parserSays), "quote the value with the expression: '<<…>>'");
        return (
            "the text cannot be read as YAML",
            Sentence(parserSays),
            "look at the indentation, the quotes and the colons of this line and the one above"
        );
    }

    private static string? Sentence(string text)
    {
        var plain = text.Trim().TrimEnd('.');
        return plain.Length == 0 ? null : char.ToLowerInvariant(plain[0]) + plain[1..];
    }
}
