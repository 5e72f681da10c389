using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Values;
using Scriban;
using Scriban.Syntax;

namespace PingOneScenarios.Engine.Templating.Nodes;

/// <summary>
/// A node of our own in Scriban's tree. Scriban parses and computes; names, members, calls and comparisons are ours, because
/// Scriban's are lenient where a scenario must be strict.
/// </summary>
internal abstract class ValueNode : ScriptExpression
{
    protected ValueNode(ScriptNode origin) => Span = origin.Span;

    // Not as Scriban's own type: a number would lose its written scale, 1.0 would come out as 1.
    public override object? Evaluate(TemplateContext context)
    {
        var scope = (EvaluationScope)context;
        scope.Work.Spend(1);
        var value = ValueIn(scope);
        // Of each part, so that the next one does not double what is too large already (trust rule 12).
        if (value is TextValue or ListValue or MapValue && value.Size.Objection is { } objection)
            throw TooLarge(value, objection);
        scope.Trace?.Add(this, value);
        return value;
    }

    public sealed override void PrintTo(ScriptPrinter printer) => printer.Write("…");

    /// <summary>What it is apart from its parts: two nodes of the same label with the same parts compute the same.</summary>
    public abstract string Label { get; }

    /// <summary>The expressions it computes with, in their order.</summary>
    public abstract ImmutableArray<ValueNode> Parts { get; }

    protected abstract Value ValueIn(EvaluationScope scope);

    protected static Value Evaluate(EvaluationScope scope, ValueNode node) => ScriptValues.FromScript(scope.Evaluate(node));

    protected static EvaluationException Wrong(
        ScriptNode at,
        string what,
        string fix,
        string? why = null,
        MessageDetail detail = default
    ) => new(DiagnosticCodes.EvaluationFailed, at.Span, what, why, fix) { Detail = detail };

    private EvaluationException TooLarge(Value value, string objection) =>
        value is TextValue
            ? Wrong(this, "the text is longer than 16 MB", "send large content as a file", "output is limited, and never cut silently")
            : Wrong(
                this,
                $"{value.Kind} is too large, {objection}",
                "make less of it; what is sent again and again can be a file",
                "what one expression makes is limited (trust rule 12)"
            );

    /// <summary>Where only true or false makes sense, nothing else passes for it.</summary>
    protected static BooleanValue Truth(EvaluationScope scope, ValueNode node)
    {
        var value = Evaluate(scope, node);
        return value is BooleanValue boolean
            ? boolean
            : throw Wrong(node, $"true or false is expected here, this is {value.Kind}", "compare it: <<x == \"…\">> or <<x != null>>");
    }
}
