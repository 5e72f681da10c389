using System.Net.Http.Headers;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Execution;

/// <summary>Whether there is another attempt, and after which pause. Begins to count when it is made.</summary>
internal sealed class RetrySchedule
{
    private static readonly int[] PassingStatuses = [429, 503];
    private readonly RetryPolicy policy;
    private readonly TimeProvider clock;
    private readonly RandomSource random;
    private readonly long start;
    private readonly bool isRepeatable;
    private readonly double backoff;
    private readonly double jitter;
    private readonly TimeSpan? deadline;

    /// <param name="policy">What the scenario says.</param>
    /// <param name="method">Decides what is tried again when the policy does not: POST and PATCH may have had their effect.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="random">Draws the jitter.</param>
    public RetrySchedule(RetryPolicy policy, string method, TimeProvider clock, RandomSource random)
    {
        (this.policy, this.clock, this.random) = (policy, clock, random);
        start = clock.GetTimestamp();
        isRepeatable = method is "GET" or "HEAD" or "PUT" or "DELETE";
        backoff = policy.Backoff ?? (policy.Until is null ? 2 : 1);
        jitter = policy.Jitter ?? (backoff > 1 ? 0.5 : 0);
        deadline = policy.Within ?? (policy.Until is not null && policy.Attempts is null ? RetryPolicy.UsualPolling : null);
    }

    /// <summary>Since the first attempt began.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(start);

    /// <summary>How long an attempt that begins now may take: what it may take anyway, or what is left until the deadline.</summary>
    public TimeSpan Limit(TimeSpan timeout) =>
        deadline is { } end && end - Elapsed < timeout ? Longest(end - Elapsed, TimeSpan.FromMilliseconds(1)) : timeout;

    /// <summary>Whether an answer of this status calls for another attempt.</summary>
    public bool IsCause(int status) =>
        policy.On is { } causes ? causes.Statuses?.Allows(status) ?? false : isRepeatable && PassingStatuses.Contains(status);

    /// <summary>Whether there being no answer calls for another attempt.</summary>
    public bool IsCause(SendFailure failure) =>
        failure switch
        {
            SendFailure.NoConnection => policy.On?.NoConnection ?? isRepeatable,
            SendFailure.TimedOut => policy.On?.TimedOut ?? false,
            _ => false,
        };

    /// <summary>The pause before the next attempt; null when there is none.</summary>
    /// <param name="attempt">The number of the last one, from 1.</param>
    /// <param name="retryAfter">The header of its answer, or null (RFC 9110, section 10.2.3).</param>
    public TimeSpan? PauseAfter(int attempt, string? retryAfter)
    {
        var usual = policy.Until is null && policy.Within is null ? RetryPolicy.UsualAttempts : RetryPolicy.MostAttempts;
        if (attempt >= (policy.Attempts ?? usual))
            return null;
        var seconds = Math.Min(policy.Every.TotalSeconds * Math.Pow(backoff, attempt - 1), policy.LongestPause.TotalSeconds);
        var drawn = TimeSpan.FromSeconds(seconds * (1 - jitter * random.Below(1 << 20) / (1 << 20)));
        var pause = Shortest(Longest(drawn, Asked(retryAfter)), policy.LongestPause);
        return deadline is { } end && Elapsed + pause >= end ? null : pause;
    }

    // More seconds than .NET can count are still that many.
    private TimeSpan Asked(string? retryAfter) =>
        RetryConditionHeaderValue.TryParse(retryAfter, out var asked) ? asked.Delta ?? asked.Date!.Value - clock.GetUtcNow()
        : retryAfter is { Length: > 0 } && !retryAfter.AsSpan().ContainsAnyExceptInRange('0', '9') ? policy.LongestPause
        : TimeSpan.Zero;

    private static TimeSpan Shortest(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Longest(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
