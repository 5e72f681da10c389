using System.Collections.Immutable;
using PingOneScenarios.Engine.JsonPaths.Expressions;

namespace PingOneScenarios.Engine.JsonPaths.Parsing;

/// <summary>The selectors between brackets; RFC 9535 sections 2.3 and 2.5.1.1.</summary>
internal static class BracketParser
{
    /// <summary>Reads from the opening bracket on; default when something is refused.</summary>
    internal static ImmutableArray<Selector> Read(PathScanner scanner)
    {
        var start = scanner.At;
        scanner.Advance();
        var selectors = ImmutableArray.CreateBuilder<Selector>();
        do
        {
            scanner.SkipBlanks();
            if (ReadSelector(scanner) is not { } selector)
                return default;
            selectors.Add(selector);
            scanner.SkipBlanks();
        } while (scanner.Take(','));
        if (scanner.Take(']'))
            return selectors.ToImmutable();
        RefuseEnd(scanner, start);
        return default;
    }

    private static Selector? ReadSelector(PathScanner scanner)
    {
        if (scanner.Current is '"' or '\'')
            return QuotedText.Read(scanner) is { } name ? new NameSelector(name) : null;
        if (scanner.Take('*'))
            return new WildcardSelector();
        if (scanner.Take('?'))
            return ReadFilter(scanner);
        if (scanner.Current == ':' || NumberReader.IsAtNumber(scanner))
            return ReadIndexOrSlice(scanner);
        RefuseSelector(scanner);
        return null;
    }

    private static FilterSelector? ReadFilter(PathScanner scanner)
    {
        if (!scanner.Open())
            return null;
        scanner.SkipBlanks();
        var condition = ConditionParser.Read(scanner);
        scanner.Close();
        return condition is null ? null : new FilterSelector(condition);
    }

    private static Selector? ReadIndexOrSlice(PathScanner scanner)
    {
        if (!ReadBound(scanner, out var start))
            return null;
        if (!scanner.Take(':'))
            return new IndexSelector(start ?? 0);
        scanner.SkipBlanks();
        if (!ReadBound(scanner, out var end))
            return null;
        if (!scanner.Take(':'))
            return new SliceSelector(start, end, 1);
        scanner.SkipBlanks();
        return ReadBound(scanner, out var step) ? new SliceSelector(start, end, step ?? 1) : null;
    }

    /// <summary>Reads one number of a slice, if there is one, and the blanks after it when a colon follows; false when it is refused.</summary>
    private static bool ReadBound(PathScanner scanner, out long? bound)
    {
        bound = null;
        if (!NumberReader.IsAtNumber(scanner))
            return true;
        bound = NumberReader.ReadInteger(scanner);
        scanner.SkipBlanks();
        return bound is not null;
    }

    private static void RefuseSelector(PathScanner scanner)
    {
        const string Expected = "a quoted name, an index, a slice, * or ?filter was expected in the brackets";
        var likely = NameReader.ReadLikely(scanner.Text, Math.Min(scanner.At, scanner.Text.Length));
        var fix = scanner.Current switch
        {
            '@' or '$' or '(' or '!' => "a filter begins with a question mark, as in [?@.enabled == true]",
            '+' => "leave the plus sign out",
            ']' => "write what to take, as in [0] or [*]",
            ',' => "write one selector between two commas",
            '.' => "write a name in quotes and without a dot, as in [\"id\"]",
            _ when char.IsLetter(scanner.Current) || scanner.Current == '_' => $"put the name in quotes, as in [\"{likely}\"]",
            _ => "write for example [\"id\"], [0], [0:5], [*] or [?@.id]",
        };
        scanner.RefuseHere($"{Expected}, but here {scanner.Found()}", fix);
    }

    private static void RefuseEnd(PathScanner scanner, int start)
    {
        if (scanner.IsAtEnd)
        {
            scanner.Refuse(start, scanner.At - start, "the bracket is not closed", "close it with ]");
            return;
        }
        var fix = scanner.Current switch
        {
            ')' => "leave ) out, or open it with ( before",
            '.' or 'e' or 'E' => "write a whole number, as in [1]",
            _ => "close the bracket with ], or separate selectors by commas",
        };
        scanner.RefuseHere($"a comma or ] was expected, but here {scanner.Found()}", fix);
    }
}
