using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating.Nodes;
using PingOneScenarios.Engine.Values;
using Scriban.Syntax;

namespace PingOneScenarios.Engine.Templating;

/// <summary>Calls: which function is meant, and which argument goes to which parameter.</summary>
internal sealed partial class ExpressionParser
{
    // a | f | g 1 comes as a | (f | (g 1)): the value goes into the first call, its result into the next.
    private ValueNode LowerPipe(ValueNode from, ScriptExpression? to)
    {
        switch (to)
        {
            case ScriptPipeCall next:
                return LowerPipe(LowerPipe(from, next.From), next.To);
            case ScriptFunctionCall call:
                return LowerCall(call, from);
            case ScriptNestedExpression nested:
                return LowerPipe(from, nested.Expression);
            case null:
                return from;
            default:
                return Bind(to, to, FunctionName(to) ?? PathText(to), [from]);
        }
    }

    private ValueNode LowerCall(ScriptFunctionCall call, ValueNode? piped)
    {
        var name = FunctionName(call.Target) ?? PathText(call.Target);
        var arguments = new List<ScriptExpression>();
        if (piped is not null)
            arguments.Add(piped);
        arguments.AddRange(call.Arguments);
        return Bind(call, call.Target ?? call, name, arguments, firstIsLowered: piped is not null);
    }

    private ValueNode Bind(
        ScriptExpression call,
        ScriptExpression target,
        string name,
        List<ScriptExpression> arguments,
        bool firstIsLowered = true
    )
    {
        if (!functions.TryFind(name, out var row))
            return UnknownFunction(call, target, name);
        if (row.Parameters.IsEmpty && arguments.Count == 0)
            return new CallNode(call, row, []);
        var given = new ValueNode?[row.Parameters.Length];
        for (var i = 0; i < arguments.Count; i++)
        {
            var (index, value) = Place(row, arguments[i], i);
            if (index < 0)
                return NotBound(call);
            if (given[index] is not null)
                return WrongArguments(arguments[i], row, $"\"{row.Parameters[index].Name}\" is given twice");
            given[index] = i == 0 && firstIsLowered ? (ValueNode)value : Lower(value);
        }
        var missing = row.Parameters.Where((p, i) => p.IsRequired && given[i] is null).Select(p => $"\"{p.Name}\"").ToList();
        if (missing.Count > 0)
            return WrongArguments(call, row, $"{row.Name} needs {Wording.And(missing)}");
        CheckLiterals(call, row, given);
        return new CallNode(call, row, given);
    }

    // What a literal is can be told now, and what a call of literals alone gives too: a wrong pattern is found before any request.
    private void CheckLiterals(ScriptExpression call, FunctionRow row, ValueNode?[] given)
    {
        var values = new Value?[given.Length];
        var isConstant = true;
        for (var i = 0; i < given.Length; i++)
        {
            isConstant &= given[i] is LiteralNode or null;
            if (given[i] is not LiteralNode literal)
                continue;
            values[i] = literal.Value;
            if (CallNode.Mismatch(row, i, values[i]!) is not { } mismatch)
                continue;
            WrongArguments(literal, row, mismatch);
            return;
        }
        if (isConstant)
            Try(call, row, given, values);
    }

    private void Try(ScriptExpression call, FunctionRow row, ValueNode?[] given, Value?[] values)
    {
        try
        {
            row.Body(new Arguments(values, world: null, new WorkLimit(TimeProvider.System)));
        }
        catch (FunctionException e)
        {
            WrongArguments(e.Argument >= 0 ? given[e.Argument] ?? call : call, row, $"{row.Name}: {e.Message}");
        }
        catch (NotBeforeRunException)
        {
            return;
        }
    }

    // The parameter an argument is meant for, or -1 after having said that there is none.
    private (int Index, ScriptExpression Value) Place(FunctionRow row, ScriptExpression argument, int position)
    {
        if (argument is ScriptNamedArgument { Name: { } given, Value: { } value })
        {
            for (var i = 0; i < row.Parameters.Length; i++)
            {
                if (row.Parameters[i].Name == given.Name)
                    return (i, value);
            }
            var near = Suggestion.For(given.Name, row.Parameters.Select(p => p.Name));
            var what = $"{row.Name} has no parameter \"{given.Name}\"";
            if (near is null)
                WrongArguments(given, row, what);
            else
                problems.Add(
                    DiagnosticCodes.WrongArguments,
                    Span(given.Span),
                    $"{what}, did you mean \"{near}\"?",
                    row.Meaning,
                    Remedy.Replacing(CalledAs(row), given.Name!, near)
                );
            return (-1, argument);
        }
        if (position < row.Parameters.Length)
            return (position, argument);
        WrongArguments(argument, row, $"{row.Name} takes {Count(row.Parameters.Length)}, this is one too many");
        return (-1, argument);
    }

    private LiteralNode WrongArguments(ScriptExpression at, FunctionRow row, string what)
    {
        problems.Add(DiagnosticCodes.WrongArguments, Span(at.Span), what, row.Meaning, CalledAs(row));
        return NotBound(at);
    }

    private static string CalledAs(FunctionRow row) => $"it is called as {row.Signature}, for example <<{row.Example}>>";

    private LiteralNode UnknownFunction(ScriptExpression call, ScriptExpression target, string name)
    {
        if (target is ScriptLiteral)
        {
            problems.Add(
                DiagnosticCodes.TemplateSyntax,
                Span(target.Span),
                "two values stand side by side",
                "a value with another one behind it is a call, and this is no function",
                "put an operator or a comma between them, or quote what is one text"
            );
            return NotBound(call);
        }
        var group = name.Contains('.', StringComparison.Ordinal) ? name[..name.IndexOf('.', StringComparison.Ordinal)] : name;
        var others = functions.Names.Where(n => n.StartsWith(group + ".", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var otherwise =
            others.Count > 0
                ? $"there are {string.Join(", ", others)}"
                : "only the functions of the reference exist; a name followed by a value is a call";
        Remedy fix =
            name == group && others.Count == 0 && functions.WithLastName(name) is { Length: > 0 } meant
                ? meant.Length == 1
                    ? Remedy.Replacing($"did you mean {meant[0]}?", name, meant[0])
                    : $"did you mean {Wording.Or(meant)}?"
                : name == group && others.Count > 0
                    ? otherwise
                    : Suggestion.Sentence(name, others.Count > 0 ? others : functions.Names, otherwise);
        problems.Add(DiagnosticCodes.UnknownFunction, Span(target.Span), $"there is no function \"{name}\"", null, fix);
        return NotBound(call);
    }

    private static LiteralNode NotBound(ScriptExpression call) => new(call, Value.Null);

    // "url.query" and the like, also when there is no such function in a group that exists; null for a path that begins with a variable.
    private string? FunctionName(ScriptExpression? node) =>
        node switch
        {
            ScriptVariableGlobal v when functions.TryFind(v.Name, out _) || functions.IsGroup(v.Name) => v.Name,
            ScriptMemberExpression { Target: ScriptVariableGlobal group, Member: { } member } when functions.IsGroup(group.Name) =>
                $"{group.Name}.{Written(member)}",
            _ => null,
        };

    // As in the text, which differs from what Scriban was given where a function is named like a literal.
    private string Written(ScriptVariable member) =>
        text.Text.Substring(member.Span.Start.Offset, member.Span.End.Offset - member.Span.Start.Offset + 1);

    private string PathText(ScriptExpression? node) =>
        node switch
        {
            ScriptVariable variable => variable.Name,
            ScriptMemberExpression member => $"{PathText(member.Target)}.{member.Member?.Name}",
            _ => node is null ? "" : Span(node.Span).Text,
        };

    private static string Count(int arguments) =>
        arguments switch
        {
            0 => "no arguments",
            1 => "one argument",
            _ => $"{arguments} arguments",
        };
}
