using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Expectations;

/// <summary>Whether an expression is true, and if not, why.</summary>
internal sealed class ConditionJudge(TemplateRenderer templates, SecretMask mask)
{
    /// <summary>Never throws for what a scenario or an answer can cause.</summary>
    public Truth Judge(Expression expression, VariableBag bag)
    {
        try
        {
            var result = templates.Render(expression, bag);
            return result.Value is BooleanValue truth
                ? new Truth(
                    truth.IsTrue,
                    truth.IsTrue ? null : NotTrue(expression, "this is not true", Parts(expression, bag), "look at the answer"),
                    result.Labels
                )
                : new Truth(
                    null,
                    NotTrue(expression, $"true or false is expected here, this is {result.Value.Kind}", null, "compare it: <<x == \"…\">>")
                );
        }
        catch (DiagnosticException e)
        {
            return new Truth(null, e.Diagnostic);
        }
    }

    /// <summary>The parts of an expression with their values as they may be shown, one a line; null when it has none.</summary>
    public string? Parts(Expression expression, VariableBag bag)
    {
        var parts = templates.Explain(expression, bag);
        return parts.IsEmpty ? null : string.Join('\n', parts.Select(p => $"{p.Text} is {ShownText.Cut(mask.Apply(p.Shown))}"));
    }

    private static Diagnostic NotTrue(Expression expression, string what, string? why, string fix) =>
        new(DiagnosticCodes.NotTrue, expression.Span, what, why, fix);
}

/// <summary>What an expression is.</summary>
/// <param name="IsTrue">Null when it is neither true nor false, or cannot be computed.</param>
/// <param name="Problem">What to say when it should have been true; null when it is.</param>
/// <param name="Labels">Of the variables it mentions.</param>
internal readonly record struct Truth(bool? IsTrue, Diagnostic? Problem, LabelSet Labels = default);
