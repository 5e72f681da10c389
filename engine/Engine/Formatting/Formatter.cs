using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Formatting;

/// <summary>
/// The text of a scenario or environment file in its usual form. What comes out is read again: when it does not mean the same, or
/// when a comment is missing, it is thrown away.
/// </summary>
internal static class Formatter
{
    /// <summary>The formatted file as it was read again, or null after having said why it is left alone.</summary>
    /// <param name="document">The file; its lines end with <c>\n</c>.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static Document? Format(Document document, DiagnosticBag problems)
    {
        foreach (var problem in document.Diagnostics)
            problems.Add(problem);
        if (document.Root is not { } root || document.Diagnostics.Any(d => d.Severity == Severity.Error))
            return null;
        var source = document.Source;
        var place = document.Kind switch
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
            return document;
        if (LayoutReader.Read(source, map, out var strange) is not { } layout)
            return Refuse(
                new SourceSpan(source, strange, 0),
                "this is written in a way that is not formatted, the file is left as it is",
                null,
                "write \"key: value\" with one key a line, indented with spaces",
                problems
            );
        var formatted = Document.Read(new SourceText(source.Path, FormatWriter.Write(layout, place)), document.FullPath);
        return IsSame(formatted, source, map, place) ? formatted : RefuseChange(source, problems);
    }

    /// <summary>Whether two files mean the same, as YAML reads both of them.</summary>
    public static bool IsSame(SourceText before, SourceText after, string full)
    {
        var (one, other) = (Document.Read(before, full), Document.Read(after, full));
        var place = one.Kind == DocumentKind.Environment ? FormatLevel.Environment : FormatLevel.Scenario;
        return one.Kind == other.Kind && one.Root is { } root && other.Root is { } again && TreeCheck.AreSame(root, again, place);
    }

    /// <summary>Says that formatting would change what a file means.</summary>
    public static Document? RefuseChange(SourceText source, DiagnosticBag problems) =>
        Refuse(
            source.Beginning,
            "formatting would change what this file means, it is left as it is",
            "the formatted text does not read the same as this one",
            "look for a text over several lines that ends the file, for line ends of several kinds, and for anchors; please report the file if there is none",
            problems
        );

    private static bool IsSame(Document formatted, SourceText source, MappingNode root, FormatLevel place) =>
        formatted.Root is { } again
        && !formatted.Diagnostics.Any(d => d.Severity == Severity.Error)
        && TreeCheck.AreSame(root, again, place)
        && Comments.BesideTree(source, root).SequenceEqual(Comments.BesideTree(formatted.Source, again), StringComparer.Ordinal);

    private static Document? Refuse(SourceSpan at, string what, string? why, string fix, DiagnosticBag problems)
    {
        problems.Add(DiagnosticCodes.FormatRefused, at, what, why, fix);
        return null;
    }
}
