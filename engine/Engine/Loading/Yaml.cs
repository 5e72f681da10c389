using System.Buffers;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Loading;

/// <summary>What the reader knows about YAML beyond its parser: which characters are allowed, and what authors usually meant.</summary>
internal static class Yaml
{
    /// <summary>YAML 1.2.2, section 5.1, in UTF-16 units.</summary>
    public static readonly SearchValues<char> Printable = SearchValues.Create([
        '\t',
        '\n',
        '\r',
        '\u0085',
        .. Enumerable.Range(0x20, 0x5f).Select(c => (char)c),
        .. Enumerable.Range(0xa0, 0xfffe - 0xa0).Select(c => (char)c),
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
