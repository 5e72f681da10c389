using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>How long is waited before a step is tried again, before that grows: as written, or computed anew for each pause.</summary>
internal sealed class PauseLength(SettledRetry retry, TemplateRenderer templates)
{
    private static readonly double LongestSeconds = TimeSpan.FromDays(365).TotalSeconds;

    private TimeSpan last = retry.Every;

    /// <param name="scope">The variables, with the answer among them when there was one.</param>
    /// <exception cref="DiagnosticException">It is no length of time, or cannot be computed although there is an answer to compute it of.</exception>
    public TimeSpan Of(VariableBag scope)
    {
        if (retry.EveryComputed is not { } every)
            return retry.Every;
        if (every.Uses.Any(u => u.Name == ScopeTable.Response.Name) && !scope.TryGet(ScopeTable.Response.Name, out _))
            return last;
        try
        {
            var computed = templates.Render(every, scope);
            templates.Decide(computed.Labels, SecretDecisions.BitsOfTime(retry.LongestPause), [every], scope);
            return last = LengthOf(computed.Value) ?? throw NoLength(every, computed.Value);
        }
        catch (DiagnosticException e) when (e.Diagnostic.Code == DiagnosticCodes.NotJson)
        {
            return last;
        }
    }

    private static TimeSpan? LengthOf(Value value) =>
        value switch
        {
            NumberValue { AsDouble: > 0 and var seconds } => TimeSpan.FromSeconds(Math.Min(seconds, LongestSeconds)),
            TextValue text when DurationText.TryParse(text.Text, out var span) && span > TimeSpan.Zero => span,
            _ => null,
        };

    private static DiagnosticException NoLength(Expression every, Value value) =>
        new(
            new Diagnostic(
                DiagnosticCodes.EvaluationFailed,
                every.Span,
                "the pause is no length of time above zero",
                $"the expression gives {value.Kind}",
                $"give seconds as a number, or text such as {DurationText.Examples}"
            )
        );
}
