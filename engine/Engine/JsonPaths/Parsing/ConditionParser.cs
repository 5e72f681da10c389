using System.Collections.Immutable;
using PingOneScenarios.Engine.JsonPaths.Expressions;

namespace PingOneScenarios.Engine.JsonPaths.Parsing;

/// <summary>The conditions of filters; RFC 9535 section 2.3.5.</summary>
internal static class ConditionParser
{
    /// <summary>Reads alternatives joined by <c>||</c>, and the blanks after them; null when something is refused.</summary>
    internal static Condition? Read(PathScanner scanner)
    {
        var alternatives = ReadJoined(scanner, "||", ReadAll);
        if (alternatives.IsDefault || !CheckEnd(scanner))
            return null;
        return alternatives is [var only] ? only : new AnyCondition(alternatives);
    }

    private static Condition? ReadAll(PathScanner scanner)
    {
        var parts = ReadJoined(scanner, "&&", ReadOne);
        if (parts.IsDefault)
            return null;
        return parts is [var only] ? only : new AllCondition(parts);
    }

    private static ImmutableArray<Condition> ReadJoined(PathScanner scanner, string joint, Func<PathScanner, Condition?> readPart)
    {
        var parts = ImmutableArray.CreateBuilder<Condition>();
        do
        {
            scanner.SkipBlanks();
            if (readPart(scanner) is not { } part)
                return default;
            parts.Add(part);
            scanner.SkipBlanks();
        } while (scanner.Take(joint));
        return parts.ToImmutable();
    }

    private static Condition? ReadOne(PathScanner scanner)
    {
        var start = scanner.At;
        var isNegated = scanner.Take('!');
        if (isNegated)
            scanner.SkipBlanks();
        var condition = scanner.Current == '(' ? ReadGroup(scanner) : ComparisonParser.Read(scanner, isNegated ? start : null);
        if (condition is null)
            return null;
        return isNegated ? new NotCondition(condition) : condition;
    }

    private static Condition? ReadGroup(PathScanner scanner)
    {
        var start = scanner.At;
        if (!scanner.Open())
            return null;
        scanner.Advance();
        if (Read(scanner) is not { } condition)
            return null;
        if (!scanner.Take(')'))
        {
            scanner.Refuse(start, scanner.At - start, "the parenthesis is not closed", "close it with )");
            return null;
        }
        scanner.Close();
        scanner.SkipBlanks();
        if (scanner.Current is not ('=' or '<' or '>' or '!'))
            return condition;
        scanner.RefuseHere("what stands in parentheses is true or false and cannot be compared", "compare inside the parentheses");
        return null;
    }

    /// <summary>False, with an error, when neither the end of the condition nor a joint stands here.</summary>
    private static bool CheckEnd(PathScanner scanner)
    {
        if (scanner.IsAtEnd || scanner.Current is ']' or ')' or ',')
            return true;
        var fix = scanner.Current switch
        {
            '&' => "write && for and",
            '|' => "write || for or",
            _ when IsWordAt(scanner, "and") => "write && for and",
            _ when IsWordAt(scanner, "or") => "write || for or",
            _ => "compare with ==, !=, <, <=, > or >=, join with && or ||, or close the filter with ]",
        };
        scanner.RefuseHere($"the end of the condition, && or || was expected, but here {scanner.Found()}", fix);
        return false;
    }

    private static bool IsWordAt(PathScanner scanner, string word) =>
        NameReader.ReadLikely(scanner.Text, scanner.At).Equals(word, StringComparison.OrdinalIgnoreCase);
}
