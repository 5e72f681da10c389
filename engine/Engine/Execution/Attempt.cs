using System.Globalization;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>One attempt of a step.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Schedule">Null when the step has only one.</param>
/// <param name="Length">Of the pause behind it; there when the schedule is.</param>
internal sealed record Attempt(int Number, RetrySchedule? Schedule, PauseLength? Length)
{
    /// <summary>Rendered already; null when it is still to be rendered.</summary>
    public RenderedRequest? Request { get; init; }

    /// <summary>Whether it only finds out what became of the request of its step.</summary>
    public bool IsProbe { get; init; }

    /// <summary>Another attempt after there was no answer; null when this was the last.</summary>
    public NextAttempt? After(Unanswered failure, VariableBag bag) =>
        Schedule is { } schedule && schedule.IsCause(failure.Failure) && Pause(null, bag) is { } pause
            ? new NextAttempt(Words(failure.Failure), pause)
            : null;

    private static string Words(SendFailure failure) =>
        failure switch
        {
            SendFailure.TimedOut => "no answer in time",
            SendFailure.NotHttp => "an answer that is not HTTP",
            SendFailure.Cut => "no whole answer",
            _ => "no connection",
        };

    /// <summary>Another attempt after an answer whose status calls for one; null when this was the last.</summary>
    /// <param name="exchange">The answer.</param>
    /// <param name="scope">The variables, the answer among them.</param>
    public NextAttempt? After(HttpExchange exchange, VariableBag scope) =>
        Schedule is { } schedule && schedule.IsCause(exchange.Status) && Pause(exchange, scope) is { } pause
            ? new NextAttempt(string.Create(CultureInfo.InvariantCulture, $"the status is {exchange.Status}"), pause)
            : null;

    /// <summary>The pause before the next attempt; null when there is none.</summary>
    public TimeSpan? Pause(HttpExchange? exchange, VariableBag scope) =>
        Schedule!.IsLast(Number) ? null : Schedule.PauseAfter(Number, exchange?.Header("retry-after"), Length!.Of(scope));
}

/// <summary>That a step is tried again.</summary>
/// <param name="Reason">Why, in a few words.</param>
/// <param name="Pause">Before the next attempt.</param>
internal sealed record NextAttempt(string Reason, TimeSpan Pause);
