using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Engine.JsonPaths.Expressions;
using PingOneScenarios.Engine.JsonPaths.Patterns;

namespace PingOneScenarios.Engine.JsonPaths.Parsing;

/// <summary>Function calls and whether their arguments fit; RFC 9535 sections 2.4 and 2.4.3.</summary>
internal static class CallParser
{
    /// <summary>Reads from the opening parenthesis on; null when something is refused.</summary>
    internal static Operand? Read(PathScanner scanner, int start, string name)
    {
        if (PathFunctionTable.Find(name) is not { } function)
        {
            scanner.Refuse(start, name.Length, $"there is no function {name}", $"the functions are {PathFunctionTable.Names}");
            return null;
        }
        if (!scanner.Open())
            return null;
        var arguments = ReadArguments(scanner, function);
        scanner.Close();
        if (arguments.IsDefault || !CheckArguments(scanner, start, function, arguments))
            return null;
        var length = scanner.At - start;
        return function is ValueFunction valued
            ? new ValueCall(start, length, valued, arguments[0])
            : WithPattern(scanner, new PatternCall(start, length, (PatternFunction)function, arguments));
    }

    private static ImmutableArray<Operand> ReadArguments(PathScanner scanner, Function function)
    {
        scanner.Advance();
        scanner.SkipBlanks();
        if (scanner.Take(')'))
            return [];
        var arguments = ImmutableArray.CreateBuilder<Operand>();
        do
        {
            scanner.SkipBlanks();
            if (OperandParser.Read(scanner) is not { } argument)
                return default;
            arguments.Add(argument);
            scanner.SkipBlanks();
        } while (scanner.Take(','));
        if (scanner.Take(')'))
            return arguments.ToImmutable();
        scanner.RefuseHere(
            $"a comma or ) was expected, but here {scanner.Found()}",
            $"{function.Name}() takes {function.Takes}, as in {function.Example}"
        );
        return default;
    }

    private static bool CheckArguments(PathScanner scanner, int start, Function function, ImmutableArray<Operand> arguments)
    {
        if (arguments.Length != function.Parameters.Length)
        {
            var message =
                $"{function.Name}() takes {function.Takes}, but has {arguments.Length} argument{(arguments.Length == 1 ? "" : "s")}";
            scanner.Refuse(start, scanner.At - start, message, $"write for example {function.Example}");
            return false;
        }
        return arguments.Zip(function.Parameters).All(pair => CheckArgument(scanner, function, pair.First, pair.Second));
    }

    private static bool CheckArgument(PathScanner scanner, Function function, Operand argument, PathParameterKind kind)
    {
        var fault = (kind, argument) switch
        {
            (PathParameterKind.Nodes, not QueryOperand) => "needs a path here",
            (PathParameterKind.Value, QueryOperand { Query.IsSingular: false }) => "needs one value here, but this path can find several",
            (PathParameterKind.Value, PatternCall) => "needs one value here, but this is true or false",
            _ => null,
        };
        if (fault is not null)
            scanner.Refuse(argument.Offset, argument.Length, $"{function.Name}() {fault}", $"write for example {function.Example}");
        return fault is null;
    }

    /// <summary>A pattern written in the path is built once, and refused when it could never match: RFC 9535 would let it be false silently.</summary>
    private static PatternCall? WithPattern(PathScanner scanner, PatternCall call)
    {
        if (call.Arguments[1] is not LiteralOperand { Value: { ValueKind: JsonValueKind.String } literal } argument)
            return call;
        if (Pattern.TryCompile(literal.GetString()!, call.Function.IsWhole, out var pattern, out var error))
            return call with { Pattern = pattern };
        scanner.Refuse(argument.Offset, argument.Length, error.Message, error.Fix);
        return null;
    }
}
