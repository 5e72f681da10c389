using System.Globalization;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>
/// Whether an answer is the one that is waited for: <c>until</c>, and of an answer that is not the one <c>fail_when</c>. What cannot be
/// computed of it yet, and null, is not true yet.
/// </summary>
/// <param name="conditions">Judges both.</param>
/// <param name="policy">Holds both.</param>
/// <param name="attempt">The one that was answered.</param>
/// <param name="status">Whether its status is as expected.</param>
internal sealed class Waiting(ConditionJudge conditions, SettledRetry policy, Attempt attempt, Verdict status)
{
    /// <summary>Null when there is nothing (more) to wait for; else how the step ended, or that it is tried again.</summary>
    /// <exception cref="DiagnosticException">The pause cannot be computed.</exception>
    public AttemptResult? Look(HttpExchange exchange, VariableBag scope, AttemptResult told)
    {
        if (policy.Until is not { } until)
            return status.Problems.IsEmpty ? Vain(scope, told).Ended : null;
        var come = conditions.Judge(until, scope);
        if (come.IsTrue is true)
            return null;
        if (!IsNotYet(until, come))
            return told with { Problems = [come.Problem!] };
        var (ended, unknown) = Vain(scope, told);
        if (ended is not null)
            return ended;
        if (exchange.Status is 401 or 403 && !NamesStatus(until) && !NamesStatus(policy.FailWhen))
            return Denied(until, exchange, told);
        if (attempt.Pause(exchange, scope) is { } pause)
            return told with
            {
                Next = new NextAttempt($"{until.Text} is not true yet{(Reason(come) is { } why ? $": {why}" : "")}", pause),
            };
        string?[] reasons = [Reason(come), come.Problem!.Why, unknown, StatusOf(exchange)];
        return told with { Outcome = Outcome.Failed, Problems = [NeverCame(until, string.Join('\n', reasons.Where(r => r is not null)))] };
    }

    // Waiting for what is there makes no sense of an answer in which it cannot be looked for.
    private (AttemptResult? Ended, string? Unknown) Vain(VariableBag scope, AttemptResult told)
    {
        if (policy.FailWhen is not { } failWhen)
            return (null, null);
        var vain = conditions.JudgeUnwanted(failWhen, scope);
        if (vain.IsTrue is true)
            return (told with { Outcome = Outcome.Failed, Problems = [InVain(failWhen, vain)] }, null);
        if (vain.IsTrue is false)
            return (null, null);
        return policy.Until is not null && IsNotYet(failWhen, vain)
            ? (null, Reason(vain) is { } why ? $"fail_when was not true either: {why}" : null)
            : (told with { Problems = [vain.Problem!] }, null);
    }

    // Of what no answer can change nothing is hoped.
    private static bool IsNotYet(Expression condition, Truth truth) =>
        truth.IsTrue is false
        || truth.IsNull
        || truth.Problem is { } problem
            && (
                problem.Code == DiagnosticCodes.NotJson
                || problem.Code == DiagnosticCodes.NotText
                || problem.Code == DiagnosticCodes.EvaluationFailed && condition.Uses.Any(u => u.Name == ScopeTable.Response.Name)
            );

    // Why it is neither true nor false; null when it is false.
    private static string? Reason(Truth truth) =>
        truth.IsTrue is false ? null
        : truth.IsNull ? "it gives null"
        : truth.Problem!.What;

    private string? StatusOf(HttpExchange exchange) =>
        status.Problems.IsEmpty
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"the status of the last answer is {exchange.Status} {exchange.Request.Hide(exchange.Reason)}"
            );

    private static bool NamesStatus(Expression? condition) =>
        condition is not null && condition.Uses.Any(u => u.Name == ScopeTable.Response.Name && u.Member is null or "status");

    private AttemptResult Denied(Expression until, HttpExchange exchange, AttemptResult told)
    {
        var why = string.Create(
            CultureInfo.InvariantCulture,
            $"{exchange.Status} ends the waiting at once, because until and fail_when do not name response.status"
        );
        if (status.Problems is not [var first, ..])
            return told with { Outcome = Outcome.Failed, Problems = [NeverCame(until, why)] };
        first = first with { Why = first.Why is null ? why : $"{first.Why}\n{why}" };
        return told with { Outcome = Outcome.Failed, Problems = status.Problems.SetItem(0, first), Checks = status.Checks };
    }

    private static Diagnostic InVain(Expression failWhen, Truth vain) =>
        new(
            DiagnosticCodes.FailedForGood,
            failWhen.Span,
            "fail_when is true, so the step was not tried again",
            vain.Parts,
            "look at the answer, and why it came to this state"
        );

    private Diagnostic NeverCame(Expression until, string why) =>
        new(
            DiagnosticCodes.NeverTrue,
            until.Span,
            $"this did not become true in {Times(attempt.Number)}, {DurationText.Show(attempt.Schedule!.Elapsed)}",
            why.Length == 0 ? null : why,
            "look at the last answer; or allow more with attempts or within"
        );

    private static string Times(int attempts) => attempts == 1 ? "1 attempt" : $"{attempts} attempts";
}
