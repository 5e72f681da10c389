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
    public sealed override object? Evaluate(TemplateContext context) => ValueIn((EvaluationScope)context);

    public sealed override void PrintTo(ScriptPrinter printer) => printer.Write("…");

    /// <summary>What a comparison compares; empty for what needs no explanation.</summary>
    public virtual IReadOnlyList<ScriptExpression> Operands => [];

    protected abstract Value ValueIn(EvaluationScope scope);

    protected static Value Evaluate(EvaluationScope scope, ScriptExpression node) => ScriptValues.FromScript(scope.Evaluate(node));

    protected static EvaluationException Wrong(ScriptNode at, string what, string fix, string? why = null) =>
        new(DiagnosticCodes.EvaluationFailed, at.Span, what, why, fix);

    /// <summary>Where only true or false makes sense, nothing else passes for it.</summary>
    protected static bool Truth(EvaluationScope scope, ScriptExpression node)
    {
        var value = Evaluate(scope, node);
        return value is BooleanValue boolean
            ? boolean.IsTrue
            : throw Wrong(node, $"true or false is expected here, this is {value.Kind}", "compare it: <<x == \"…\">> or <<x != null>>");
    }
}
