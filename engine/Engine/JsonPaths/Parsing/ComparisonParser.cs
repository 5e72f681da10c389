using PingOneScenarios.Engine.JsonPaths.Expressions;

namespace PingOneScenarios.Engine.JsonPaths.Parsing;

/// <summary>Comparisons, and what can stand alone as a condition; RFC 9535 sections 2.3.5.1 and 2.4.3.</summary>
internal static class ComparisonParser
{
    private static readonly (string Text, Comparison Comparison)[] Operators =
    [
        ("==", Comparison.Equal),
        ("!=", Comparison.NotEqual),
        ("<=", Comparison.LessOrEqual),
        (">=", Comparison.GreaterOrEqual),
        ("<", Comparison.Less),
        (">", Comparison.Greater),
    ];

    /// <summary>Reads a comparison or a test; null when it is refused.</summary>
    /// <param name="scanner">Where it stands.</param>
    /// <param name="negation">Offset of the <c>!</c> before it; null when there is none.</param>
    internal static Condition? Read(PathScanner scanner, int? negation)
    {
        if (OperandParser.Read(scanner) is not { } left)
            return null;
        if (left is QueryOperand { Query: var query } && QueryParser.RefuseLongerName(scanner, query))
            return null;
        scanner.SkipBlanks();
        if (ReadOperator(scanner) is not { } comparison)
            return scanner.Error is null ? ToTest(scanner, left) : null;
        if (negation is { } offset)
        {
            scanner.Refuse(
                offset,
                1,
                "! cannot stand before a comparison",
                "put the comparison in parentheses, as in !(@.a == 1), or write !="
            );
            return null;
        }
        scanner.SkipBlanks();
        if (OperandParser.Read(scanner) is not { } right)
            return null;
        return CheckComparable(scanner, left) && CheckComparable(scanner, right) ? new ComparisonCondition(left, comparison, right) : null;
    }

    private static Comparison? ReadOperator(PathScanner scanner)
    {
        var start = scanner.At;
        foreach (var (text, comparison) in Operators)
        {
            if (!scanner.Take(text))
                continue;
            if (!scanner.Take('='))
                return comparison;
            scanner.Refuse(start, scanner.At - start, $"{text}= is not a comparison", $"write {text}");
            return null;
        }
        if (scanner.Current == '=')
        {
            var isPattern = scanner.PeekAt(1) == '~';
            var fix = isPattern ? "write match(@.name, \"pattern\") or search(@.name, \"pattern\")" : "write ==";
            scanner.Refuse(start, isPattern ? 2 : 1, isPattern ? "=~ is not a comparison" : "= is not a comparison", fix);
        }
        return null;
    }

    private static Condition? ToTest(PathScanner scanner, Operand operand)
    {
        switch (operand)
        {
            case QueryOperand query:
                return new ExistenceCondition(query.Query);
            case PatternCall call:
                return new PatternCondition(call);
            case ValueCall call:
                var fix = $"compare it, as in {call.Function.Example}";
                scanner.Refuse(call.Offset, call.Length, $"{call.Function.Name}() gives a value, which is not a condition", fix);
                return null;
            default:
                scanner.Refuse(
                    operand.Offset,
                    operand.Length,
                    "a literal alone is not a condition",
                    "compare it with something, as in @.enabled == true"
                );
                return null;
        }
    }

    private static bool CheckComparable(PathScanner scanner, Operand operand)
    {
        switch (operand)
        {
            case QueryOperand { Query.IsSingular: false }:
                const string Fix = "write a path of names and indexes only, or value(…) or count(…) around it";
                scanner.Refuse(operand.Offset, operand.Length, "this path can find several values, so it cannot be compared", Fix);
                return false;
            case PatternCall call:
                var message = $"{call.Function.Name}() is true or false already and cannot be compared";
                scanner.Refuse(
                    call.Offset,
                    call.Length,
                    message,
                    $"write it alone, as in {call.Function.Example}, with ! before it for the opposite"
                );
                return false;
            default:
                return true;
        }
    }
}
