using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations;

/// <summary>Whether an expression is true, and why. What is told of its parts is what they gave when it was judged: a second look could give something else.</summary>
internal sealed class ConditionJudge(TemplateRenderer templates, SecretMask mask)
{
    private readonly EvaluationTrace trace = new();

    /// <summary>Of an expression that should be true. Never throws for what a scenario or an answer can cause.</summary>
    public Truth Judge(Expression expression, VariableBag bag) => Judge(expression, bag, unwanted: false);

    /// <summary>Of an expression that should not be true, such as <c>fail_when</c>.</summary>
    public Truth JudgeUnwanted(Expression expression, VariableBag bag) => Judge(expression, bag, unwanted: true);

    private Truth Judge(Expression expression, VariableBag bag, bool unwanted)
    {
        try
        {
            if (!expression.IsPresence && TemplateRenderer.LabelsOf(expression, bag) is { IsEmpty: false } labels)
                templates.Decide(labels, 1, [expression], bag);
            var result = templates.Render(expression, bag, trace);
            if (result.Value is not BooleanValue truth)
                return new Truth(null, NotBoolean(expression, result.Value)) { IsNull = result.Value is NullValue };
            var parts = truth.IsTrue == unwanted ? Parts(expression) : null;
            var problem = truth.IsTrue || unwanted ? null : NotTrue(expression, "this is not true", parts, "look at the answer");
            return new Truth(truth.IsTrue, problem, result.Labels) { Parts = parts };
        }
        catch (DiagnosticException e)
        {
            return new Truth(null, e.Diagnostic);
        }
    }

    private string? Parts(Expression expression)
    {
        var parts = trace.Explain(expression);
        return parts.IsEmpty ? null : string.Join('\n', parts.Select(p => $"{p.Text} is {ShownText.Cut(mask.Apply(p.Shown))}"));
    }

    private static Diagnostic NotBoolean(Expression expression, Value value) =>
        NotTrue(expression, $"true or false is expected here, this is {value.Kind}", null, "compare it: <<x == \"…\">>");

    private static Diagnostic NotTrue(Expression expression, string what, string? why, string fix) =>
        new(DiagnosticCodes.NotTrue, expression.Span, what, why, fix);
}

/// <summary>What an expression is.</summary>
/// <param name="IsTrue">Null when it is neither true nor false, or cannot be computed.</param>
/// <param name="Problem">What to say when it should have been true, or could not be judged; null when there is nothing to say.</param>
/// <param name="Labels">Of the variables it mentions.</param>
internal readonly record struct Truth(bool? IsTrue, Diagnostic? Problem, LabelSet Labels = default)
{
    /// <summary>Whether it is null, which is neither.</summary>
    public bool IsNull { get; init; }

    /// <summary>What its parts gave, as it may be shown, one a line; null when it has none, or is what it should be.</summary>
    public string? Parts { get; init; }
}
