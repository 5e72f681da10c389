using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>Whether an answer is the one that is waited for: <c>fail_when</c> and <c>until</c>.</summary>
internal sealed class Waiting(ConditionJudge conditions, SettledRetry policy, Attempt attempt)
{
    /// <summary>Null when there is nothing (more) to wait for; else how the step ended, or that it is tried again.</summary>
    public AttemptResult? Look(HttpExchange exchange, VariableBag scope, AttemptResult told)
    {
        if (policy.FailWhen is { } failWhen)
        {
            var vain = conditions.JudgeUnwanted(failWhen, scope);
            if (vain.IsTrue is null)
                return told with { Problems = [vain.Problem!] };
            if (vain.IsTrue.Value)
                return told with { Outcome = Outcome.Failed, Problems = [InVain(failWhen, vain)] };
        }
        if (policy.Until is not { } until)
            return null;
        var come = conditions.Judge(until, scope);
        if (come.IsTrue is null)
            return told with { Problems = [come.Problem!] };
        if (come.IsTrue.Value)
            return null;
        return attempt.Schedule!.PauseAfter(attempt.Number, exchange.Header("retry-after")) is { } pause
            ? told with
            {
                Next = new NextAttempt($"{until.Text} is not true yet", pause),
            }
            : told with
            {
                Outcome = Outcome.Failed,
                Problems = [NeverCame(until, come.Problem!)],
            };
    }

    private static Diagnostic InVain(Templating.Expression failWhen, Truth vain) =>
        new(
            DiagnosticCodes.FailedForGood,
            failWhen.Span,
            "fail_when is true, so the step was not tried again",
            vain.Parts,
            "look at the answer, and why it came to this state"
        );

    private Diagnostic NeverCame(Templating.Expression until, Diagnostic notTrue) =>
        new(
            DiagnosticCodes.NeverTrue,
            until.Span,
            $"this did not become true in {Times(attempt.Number)}, {DurationText.Show(attempt.Schedule!.Elapsed)}",
            notTrue.Why,
            "look at the last answer; or allow more with attempts or within"
        );

    private static string Times(int attempts) => attempts == 1 ? "1 attempt" : $"{attempts} attempts";
}
