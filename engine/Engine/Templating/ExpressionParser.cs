using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating.Nodes;
using PingOneScenarios.Engine.Values;
using Scriban.Parsing;
using Scriban.Syntax;
using SourceSpan = PingOneScenarios.Engine.Diagnostics.SourceSpan;

namespace PingOneScenarios.Engine.Templating;

/// <summary>
/// Text to expression. Scriban parses; what it found is then rebuilt from an allow-list of nodes, so that a construct nobody
/// thought of is refused, every function is known to exist, and every argument has its place before anything runs.
/// </summary>
internal sealed partial class ExpressionParser
{
    // Numbers are exact as they are in JSON: 1.10 stays 1.10.
    private static readonly ParserOptions Parsing = new() { ParseFloatAsDecimal = true };

    private readonly FunctionTable functions;
    private readonly LocatedText text;
    private readonly DiagnosticBag problems;
    private readonly List<VariableUse> uses = [];

    private ExpressionParser(FunctionTable functions, LocatedText text, DiagnosticBag problems) =>
        (this.functions, this.text, this.problems) = (functions, text, problems);

    /// <summary>The expression, or null after having said why not.</summary>
    public static Expression? Parse(FunctionTable functions, LocatedText text, DiagnosticBag problems)
    {
        var before = problems.Count;
        var parser = new ExpressionParser(functions, text, problems);
        var parsed = parser.ParseWithScriban();
        if (parsed is null)
            return null;
        var root = parser.Lower(parsed);
        return problems.Count > before ? null : new Expression(root, text, [.. parser.uses]);
    }

    private ScriptExpression? ParseWithScriban()
    {
        if (text.Text.AsSpan().Trim().IsEmpty)
            return SayEmpty();
        if (LiteralNumbers.FindBeyond(text.Text) is var (start, length, objection))
        {
            problems.Add(
                DiagnosticCodes.TemplateSyntax,
                text.Part(start, length),
                $"the number {objection}",
                null,
                "put it in quotes if it is meant as text"
            );
            return null;
        }
        var parsed = Scriban.Template.Parse(
            LiteralNames.Hide(LiteralNumbers.Hide(text.Text), functions),
            "",
            Parsing,
            new LexerOptions { Mode = ScriptMode.ScriptOnly }
        );
        if (parsed.HasErrors)
        {
            var first = parsed.Messages[0];
            var (why, fix) = HasOpenQuote
                ? ("a quoted text is not closed", "close the quote; \\' is a quote inside a quoted text")
                : ParserWords.For(first.Message);
            problems.Add(DiagnosticCodes.TemplateSyntax, Span(first.Span), "the expression cannot be parsed", why, fix);
            return null;
        }
        // A semicolon alone is a statement to Scriban's lexer and nothing to its parser.
        if (parsed.Page?.Body?.Statements is not { Count: > 0 } statements)
            return SayEmpty();
        if (statements.Count == 1 && statements[0] is ScriptExpressionStatement { Expression: { } expression })
            return expression;
        Refuse(statements.Count > 1 ? statements[1] : statements[0], statements.Count > 1 ? "a second statement" : "a statement");
        return null;
    }

    private ScriptExpression? SayEmpty()
    {
        problems.Add(
            DiagnosticCodes.TemplateSyntax,
            text.Whole,
            "the expression is empty",
            null,
            "write a variable's name between << and >>"
        );
        return null;
    }

    private bool HasOpenQuote => text.Text.Count(c => c == '\'') % 2 == 1;

    // Stands in for what was refused: the expression is never evaluated when anything was.
    private LiteralNode Refuse(ScriptNode node, string what, string fix = "write one expression; put intermediate values under vars")
    {
        problems.Add(
            DiagnosticCodes.ExpressionRefused,
            Span(node.Span),
            $"{what} is not allowed inside << and >>",
            "an expression only computes a value; it changes nothing",
            fix
        );
        return new LiteralNode(node, Value.Null);
    }

    private SourceSpan Span(Scriban.Parsing.SourceSpan span)
    {
        var length = span.End.Offset - span.Start.Offset + 1;
        return span.Start.Offset < 0 || length <= 0 || span.Start.Offset + length > text.Text.Length
            ? text.Whole
            : text.Part(span.Start.Offset, length);
    }

    private ValueNode Lower(ScriptExpression? node, bool mayBeMissing = false) =>
        node switch
        {
            ScriptLiteral literal => new LiteralNode(literal, LiteralValue(literal)),
            ScriptNestedExpression nested => Lower(nested.Expression, mayBeMissing),
            ScriptVariableGlobal or ScriptMemberExpression or ScriptIndexerExpression => LowerPath(node, mayBeMissing),
            ScriptFunctionCall call => LowerCall(call, null),
            ScriptPipeCall pipe => LowerPipe(Lower(pipe.From), pipe.To),
            ScriptBinaryExpression binary => LowerBinary(binary),
            ScriptUnaryExpression unary => LowerUnary(unary),
            ScriptConditionalExpression c => new ChoiceNode(c, Lower(c.Condition), Lower(c.ThenValue), Lower(c.ElseValue)),
            ScriptArrayInitializerExpression list => new ListNode(list, [.. list.Values.Select(v => Lower(v))]),
            ScriptObjectInitializerExpression map => LowerMap(map),
            ScriptInterpolatedStringExpression t => new TextNode(t, [.. t.Parts.Select(p => Lower(p))]),
            ScriptInterpolatedExpression part => Lower(part.Expression),
            ScriptThisExpression => Refuse(node, "\"this\""),
            ScriptAssignExpression or ScriptIncrementDecrementExpression => Refuse(
                node,
                "an assignment",
                "write == to compare; put intermediate values under vars"
            ),
            ScriptAnonymousFunction => Refuse(node, "a function of one's own"),
            null => new LiteralNode(new ScriptLiteral(null!), Value.Null),
            _ => Refuse(node, "this"),
        };

    // A number from the text, digit for digit; Scriban's is a rounded one.
    private Value LiteralValue(ScriptLiteral literal)
    {
        var (start, end) = (literal.Span.Start.Offset, literal.Span.End.Offset + 1);
        return
            literal.Value is not (null or string or bool)
            && start >= 0
            && end <= text.Text.Length
            && LiteralNumbers.Read(text.Text.AsSpan(start, end - start)) is { } number
            ? number
            : ScriptValues.FromScript(literal.Value);
    }

    private ValueNode LowerPath(ScriptExpression node, bool mayBeMissing)
    {
        if (FunctionName(node) is { } name)
            return Bind(node, node, name, []);
        switch (node)
        {
            case ScriptVariableGlobal variable:
                uses.Add(new VariableUse(variable.Name, Span(variable.Span), mayBeMissing));
                return new VariableNode(variable, variable.Name, mayBeMissing);
            case ScriptMemberExpression member:
                var target = Lower(member.Target, mayBeMissing);
                if (target is VariableNode)
                    uses[^1] = uses[^1] with { Member = member.Member!.Name, MemberSpan = Span(member.Member.Span) };
                return new MemberNode(member, target, mayBeMissing);
            default:
                var indexer = (ScriptIndexerExpression)node;
                return new IndexNode(indexer, Lower(indexer.Target, mayBeMissing), Lower(indexer.Index), mayBeMissing);
        }
    }

    private ValueNode LowerBinary(ScriptBinaryExpression node)
    {
        if (node.Operator == ScriptBinaryOperator.EmptyCoalescing)
            return new OtherwiseNode(node, Lower(node.Left, mayBeMissing: true), Lower(node.Right));
        var (left, right) = (Lower(node.Left), Lower(node.Right));
        return node.Operator switch
        {
            ScriptBinaryOperator.CompareEqual => new EqualityNode(node, left, right, negated: false),
            ScriptBinaryOperator.CompareNotEqual => new EqualityNode(node, left, right, negated: true),
            ScriptBinaryOperator.CompareLess
            or ScriptBinaryOperator.CompareLessOrEqual
            or ScriptBinaryOperator.CompareGreater
            or ScriptBinaryOperator.CompareGreaterOrEqual => new OrderNode(node, left, right),
            ScriptBinaryOperator.And => new LogicNode(node, left, right, isAnd: true),
            ScriptBinaryOperator.Or => new LogicNode(node, left, right, isAnd: false),
            ScriptBinaryOperator.Add
            or ScriptBinaryOperator.Subtract
            or ScriptBinaryOperator.Multiply
            or ScriptBinaryOperator.Divide
            or ScriptBinaryOperator.DivideRound
            or ScriptBinaryOperator.Modulus
            or ScriptBinaryOperator.ShiftLeft
            or ScriptBinaryOperator.ShiftRight => new ArithmeticNode(node, left, right),
            _ => Refuse(node, $"the operator {node.OperatorAsText}"),
        };
    }

    private ValueNode LowerUnary(ScriptUnaryExpression node) =>
        node.Operator switch
        {
            ScriptUnaryOperator.Not => new NotNode(node, Lower(node.Right)),
            ScriptUnaryOperator.Negate => new SignNode(node, Lower(node.Right), negated: true),
            ScriptUnaryOperator.Plus => new SignNode(node, Lower(node.Right), negated: false),
            _ => Refuse(node, $"the operator {node.OperatorAsText}"),
        };

    private MapNode LowerMap(ScriptObjectInitializerExpression node)
    {
        var members = ImmutableArray.CreateBuilder<KeyValuePair<string, ValueNode>>();
        foreach (var member in node.Members)
        {
            var name = member.Name is ScriptVariable variable ? variable.Name : (member.Name as ScriptLiteral)?.Value as string ?? "";
            if (members.Any(m => m.Key == name))
                problems.Add(
                    DiagnosticCodes.DuplicateKey,
                    Span(member.Span),
                    $"the member \"{name}\" is there twice",
                    null,
                    "keep one of them"
                );
            members.Add(KeyValuePair.Create(name, Lower(member.Value)));
        }
        return new MapNode(node, members.ToImmutable());
    }
}
