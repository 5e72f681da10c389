using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Formatting;

/// <summary>
/// The text of a scenario or environment file in its usual form. What comes out is read again: when it does not mean the same, or
/// when a comment is missing, it is thrown away.
/// </summary>
internal static class Formatter
{
    /// <summary>The text, or null after having said why it is left alone.</summary>
    /// <param name="source">The file; lines end with <c>\n</c>.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static string? Format(SourceText source, DiagnosticBag problems)
    {
        var before = problems.ErrorCount;
        if (YamlReader.Read(source, problems) is not { } root || problems.ErrorCount > before)
            return null;
        var place = DocumentKinds.Of(source, root) switch
        {
            DocumentKind.Scenario => FormatLevel.Scenario,
            DocumentKind.Environment => FormatLevel.Environment,
            _ => null,
        };
        if (place is null || root is not MappingNode { Entries.IsEmpty: false } map)
            return Refuse(
                root.Span with
                {
                    Length = 0,
                },
                "this is neither a scenario nor an environment file",
                null,
                "a scenario has the keys \"scenario\" and \"steps\", an environment file the key \"environment\"",
                problems
            );
        if (source.Text[map.Span.Start] == '{')
            return source.Text;
        if (LayoutReader.Read(source, map, out var strange) is not { } layout)
            return Refuse(
                new SourceSpan(source, strange, 0),
                "this is written in a way that is not formatted, the file is left as it is",
                null,
                "write \"key: value\" with one key a line, indented with spaces",
                problems
            );
        var text = FormatWriter.Write(layout, place);
        return IsSame(text, source, map, place)
            ? text
            : Refuse(
                source.Beginning,
                "formatting would change what this file means, it is left as it is",
                "the formatted text does not read the same as this one",
                "look for a text over several lines that ends the file, and for anchors; please report the file if there is none",
                problems
            );
    }

    private static bool IsSame(string text, SourceText source, MappingNode root, FormatLevel place)
    {
        var formatted = new SourceText(source.Path, text);
        var problems = new DiagnosticBag();
        return YamlReader.Read(formatted, problems) is { } again
            && !problems.HasErrors
            && TreeCheck.AreSame(root, again, place)
            && Comments.BesideTree(source, root).SequenceEqual(Comments.BesideTree(formatted, again), StringComparer.Ordinal);
    }

    private static string? Refuse(SourceSpan at, string what, string? why, string fix, DiagnosticBag problems)
    {
        problems.Add(DiagnosticCodes.FormatRefused, at, what, why, fix);
        return null;
    }
}
