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
        var value = ValueIn(scope);
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

    /// <summary>Where only true or false makes sense, nothing else passes for it.</summary>
    protected static BooleanValue Truth(EvaluationScope scope, ValueNode node)
    {
        var value = Evaluate(scope, node);
        return value is BooleanValue boolean
            ? boolean
            : throw Wrong(node, $"true or false is expected here, this is {value.Kind}", "compare it: <<x == \"…\">> or <<x != null>>");
    }
}
