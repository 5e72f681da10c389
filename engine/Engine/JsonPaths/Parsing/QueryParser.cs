using System.Collections.Immutable;
using PingOneScenarios.Engine.JsonPaths.Expressions;

namespace PingOneScenarios.Engine.JsonPaths.Parsing;

/// <summary>Paths and their segments; RFC 9535 sections 2.1, 2.2 and 2.5.</summary>
internal static class QueryParser
{
    /// <summary>Reads a text that is one path from end to end; null when it is refused.</summary>
    internal static Query? ReadWhole(PathScanner scanner)
    {
        if (!scanner.Take('$'))
        {
            RefuseStart(scanner);
            return null;
        }
        var query = ReadSegments(scanner, isFromRoot: true);
        if (query is null || scanner.IsAtEnd)
            return query;
        if (!RefuseLongerName(scanner, query))
            RefuseRest(scanner);
        return null;
    }

    /// <summary>Reads the segments after <c>$</c> or <c>@</c>; null when one is refused.</summary>
    internal static Query? ReadSegments(PathScanner scanner, bool isFromRoot)
    {
        var segments = ImmutableArray.CreateBuilder<PathSegment>();
        while (IsAtSegment(scanner))
        {
            scanner.SkipBlanks();
            var isDescendant = scanner.Take("..");
            var selectors = ReadSelectors(scanner, isDescendant);
            if (selectors.IsDefault)
                return null;
            segments.Add(new PathSegment(isDescendant, selectors, scanner.At));
        }
        return new Query(isFromRoot, segments.ToImmutable());
    }

    /// <summary>Refuses what follows a name after a dot when that looks like the rest of the name; false when it does not.</summary>
    internal static bool RefuseLongerName(PathScanner scanner, Query query)
    {
        var isNamed = query.Segments is [.., { Selectors: [NameSelector] }] && scanner.Text[scanner.At - 1] is not ']';
        if (!isNamed || scanner.Current is not ('-' or ':' or '@' or '$' or '#' or '/' or '+' or '~' or '%'))
            return false;
        var name = ((NameSelector)query.Segments[^1].Selectors[0]).Name + NameReader.ReadLikely(scanner.Text, scanner.At);
        scanner.RefuseHere($"a name after a dot has only letters, digits and _, but here {scanner.Found()}", $"write [\"{name}\"]");
        return true;
    }

    private static bool IsAtSegment(PathScanner scanner)
    {
        var distance = 0;
        while (PathScanner.IsBlank(scanner.PeekAt(distance)))
            distance++;
        return scanner.PeekAt(distance) is '.' or '[';
    }

    private static ImmutableArray<Selector> ReadSelectors(PathScanner scanner, bool isDescendant)
    {
        if (scanner.Current == '[')
            return BracketParser.Read(scanner);
        if (!isDescendant)
            scanner.Advance();
        if (scanner.Take('*'))
            return [new WildcardSelector()];
        if (NameReader.Read(scanner) is { } name)
            return [new NameSelector(name)];
        RefuseName(scanner, isDescendant ? ".." : ".");
        return default;
    }

    private static void RefuseName(PathScanner scanner, string dots)
    {
        var likely = NameReader.ReadLikely(scanner.Text, Math.Min(scanner.At, scanner.Text.Length));
        var after = dots is ".." ? dots : "";
        var fix = scanner.Current switch
        {
            '[' => "leave the dot out before [",
            '.' => "write two dots at most, as in $..id",
            '\'' or '"' => $"write a quoted name in brackets, as in ${after}[\"name\"]",
            _ when PathScanner.IsBlank(scanner.Current) => "leave the blank out after the dot",
            _ when likely.Length > 0 => $"write {after}[\"{likely}\"] instead of {dots}{likely}",
            _ => $"write a name after it, as in ${dots}id or ${dots}*",
        };
        scanner.RefuseHere($"a name was expected after {dots}, but here {scanner.Found()}", fix);
    }

    private static void RefuseStart(PathScanner scanner)
    {
        if (scanner.IsAtEnd)
            scanner.RefuseHere("the path is empty", "begin with $, as in $.id");
        else if (PathScanner.IsBlank(scanner.Current))
            scanner.RefuseHere("a path cannot begin with a blank", "leave the blank out");
        else if (scanner.Current == '@')
            scanner.RefuseHere("@ has a meaning only inside a filter", "begin with $");
        else
            scanner.RefuseHere($"a path begins with $, but here {scanner.Found()}", $"write {WithRoot(scanner)}");
    }

    /// <summary>The beginning of the path, from the position on, as the author most likely meant it.</summary>
    private static string WithRoot(PathScanner scanner)
    {
        var name = NameReader.ReadLikely(scanner.Text, scanner.Current == '.' ? scanner.At + 1 : scanner.At);
        return NameReader.IsSimple(name) ? $"$.{name}" : "$ at the beginning, as in $.id";
    }

    private static void RefuseRest(PathScanner scanner)
    {
        var fix = scanner.At == 1 ? $"write {WithRoot(scanner)}" : "continue with .name or [index]";
        if (string.IsNullOrWhiteSpace(scanner.Text[scanner.At..]))
            scanner.Refuse(scanner.At, scanner.Text.Length - scanner.At, "a path cannot end with a blank", "leave the blank out");
        else
            scanner.RefuseHere($"a dot, a bracket or the end of the path was expected, but here {scanner.Found()}", fix);
    }
}
