using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Http.Answers;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Pausing;

/// <summary>Expressions that somebody types where a run stops: what is secret of their values shows by its name, and what tells of a secret counts as a decision (trust rules 3 and 12).</summary>
/// <param name="tools">What the run works with.</param>
/// <param name="state">Knows what is secret.</param>
internal sealed class PromptComputing(RunTools tools, RunState state)
{
    /// <summary>The value as it may be shown, or why there is none.</summary>
    /// <param name="text">As it was typed.</param>
    /// <param name="bag">What is in scope.</param>
    /// <param name="ct">Ends the computing.</param>
    public (string? Value, Diagnostic? Problem) Compute(string text, VariableBag bag, CancellationToken ct)
    {
        var problems = new DiagnosticBag();
        if (TypedExpression.Parse(text, tools.Functions, problems) is not { } expression)
            return (null, problems.All.First());
        try
        {
            tools.Work.Begin(ct);
            var value = tools.Templates.Render(expression, bag).Value;
            if (value is ViewValue or PredicateValue)
                return (null, NothingToShow(expression, value));
            // Texts, lists and maps show names in place of what is secret of them; that there is another value at all tells of it.
            if (value is not (TextValue or ListValue or MapValue))
                tools.Templates.Decide(value.Labels, 1, expression.Span);
            // The mask does not look for short secrets, but a whole value can be one.
            return (state.Secrets.ShownFor(ValueJson.Write(new Rendered(value).Shown)), null);
        }
        catch (DiagnosticException e)
        {
            return (null, e.Diagnostic);
        }
    }

    /// <summary>The variables, and the answer of a step that has ended.</summary>
    public VariableBag ScopeOf(VariableBag bag, StepResult? ended) =>
        ended?.Last?.Exchange is { } exchange
            ? bag.With(
                new AnswerView(exchange, ended.Attempts, new AnswerLabels(state.Secrets.Mask, exchange.Request.ShortSecrets)).ToVariable()
            )
            : bag;

    private static Diagnostic NothingToShow(Expression expression, Value value) =>
        new(
            DiagnosticCodes.EvaluationFailed,
            expression.Span,
            $"{value.Kind} is no value that can be shown",
            null,
            value is ViewValue ? "use one of its members: " + string.Join(", ", value.MemberNames) : "a function computes a value"
        );
}
