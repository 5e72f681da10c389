using System.Globalization;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Http.Answers;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>The answer the following of redirects is to end with: <c>until</c>.</summary>
/// <param name="Until">True of that answer.</param>
/// <param name="Bag">The variables before the step.</param>
/// <param name="Attempt">From 1.</param>
internal sealed record RedirectGoal(Expression Until, VariableBag Bag, int Attempt)
{
    /// <summary>Whether it is this answer; what cannot be computed of it, or is neither true nor false, is not true yet.</summary>
    public RedirectLook Look(RunTools tools, RunState state, HttpExchange exchange)
    {
        var labels = new AnswerLabels(state.Secrets.Mask, exchange.Request.ShortSecrets);
        var truth = tools.Judge.Conditions.Judge(Until, Bag.With(new AnswerView(exchange, Attempt, labels).ToVariable()));
        return new RedirectLook(truth.IsTrue == true, truth.Problem);
    }

    /// <summary>The redirects ended, and it was none of their answers.</summary>
    public Diagnostic Missed(RedirectLook last, HttpExchange exchange)
    {
        var why = last.Problem is { } problem ? problem.Why ?? problem.What : null;
        return new Diagnostic(
            DiagnosticCodes.RedirectsEnded,
            Until.Span,
            string.Create(
                CultureInfo.InvariantCulture,
                $"the redirects ended with {exchange.Status} of {exchange.Request.ShownAddress} before this was true"
            ),
            why,
            "look at that answer: it may be a page that says what is wrong"
        );
    }
}

/// <summary>What was seen of an answer.</summary>
/// <param name="IsReached">Whether it is the one to end with.</param>
/// <param name="Problem">Why it is not.</param>
internal readonly record struct RedirectLook(bool IsReached, Diagnostic? Problem);
