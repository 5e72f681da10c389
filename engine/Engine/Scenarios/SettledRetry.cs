using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Scenarios;

/// <summary>A retry policy with nothing left open, for one request.</summary>
internal sealed record SettledRetry
{
    /// <summary>How often the request is sent at most; null as often as <see cref="Deadline"/> allows.</summary>
    public required int? Attempts { get; init; }

    /// <inheritdoc cref="RetryPolicy.Every"/>
    public required TimeSpan Every { get; init; }

    /// <inheritdoc cref="RetryPolicy.EveryComputed"/>
    public Expression? EveryComputed { get; init; }

    /// <summary>What each pause is multiplied by to give the next one.</summary>
    public required double Backoff { get; init; }

    /// <summary>Which share of a pause is left to chance, from 0 to 1.</summary>
    public required double Jitter { get; init; }

    /// <inheritdoc cref="RetryPolicy.LongestPause"/>
    public required TimeSpan LongestPause { get; init; }

    /// <summary>Of all attempts together; null for none.</summary>
    public required TimeSpan? Deadline { get; init; }

    public required RetryCauses Causes { get; init; }

    /// <inheritdoc cref="RetryPolicy.Until"/>
    public Expression? Until { get; init; }

    /// <inheritdoc cref="RetryPolicy.FailWhen"/>
    public Expression? FailWhen { get; init; }

    /// <summary>Whether anything can call for another attempt.</summary>
    public bool IsEver => Until is not null || Causes.IsAny;

    /// <param name="policy">What the scenario says.</param>
    /// <param name="method">Decides what is tried again when the policy does not: POST and PATCH may have had their effect.</param>
    public static SettledRetry Of(RetryPolicy policy, string method)
    {
        var isPolling = policy.Until is not null;
        var backoff = policy.Backoff ?? (isPolling ? 1 : 2);
        return new SettledRetry
        {
            Attempts = policy.Attempts ?? (isPolling || policy.Within is not null ? null : RetryPolicy.UsualAttempts),
            Every = policy.Every,
            EveryComputed = policy.EveryComputed,
            Backoff = backoff,
            Jitter = policy.Jitter ?? (backoff > 1 ? 0.5 : 0),
            LongestPause = policy.LongestPause,
            Deadline = policy.Within ?? (isPolling && policy.Attempts is null ? RetryPolicy.UsualPolling : null),
            Causes = policy.On ?? UsualCauses(policy, method),
            Until = policy.Until,
            FailWhen = policy.FailWhen,
        };
    }

    private static RetryCauses UsualCauses(RetryPolicy policy, string method) =>
        MethodTable.MayBeRepeated(method) ? RetryCauses.Passing(policy.Span) : RetryCauses.None;
}
