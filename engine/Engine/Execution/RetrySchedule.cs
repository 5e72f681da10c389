using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Http.Pacing;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Execution;

/// <summary>Whether there is another attempt, and after which pause. Begins to count when it is made.</summary>
internal sealed class RetrySchedule
{
    private readonly SettledRetry retry;
    private readonly TimeProvider clock;
    private readonly RandomSource random;
    private readonly long start;
    private readonly TimeSpan before;

    /// <param name="retry">When the request is sent again.</param>
    /// <param name="before">What attempts took that ended before a run was stopped.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="random">Draws the jitter.</param>
    public RetrySchedule(SettledRetry retry, TimeSpan before, TimeProvider clock, RandomSource random)
    {
        (this.retry, this.before, this.clock, this.random) = (retry, before, clock, random);
        start = clock.GetTimestamp();
    }

    /// <summary>Since the first attempt began.</summary>
    public TimeSpan Elapsed => before + clock.GetElapsedTime(start);

    /// <summary>How long an attempt that begins now may take: what it may take anyway, or what is left until the deadline.</summary>
    public TimeSpan Limit(TimeSpan timeout) =>
        retry.Deadline is { } end && end - Elapsed < timeout ? Longest(end - Elapsed, TimeSpan.FromMilliseconds(1)) : timeout;

    /// <summary>Whether an answer of this status calls for another attempt.</summary>
    public bool IsCause(int status) => retry.Causes.Statuses?.Allows(status) ?? false;

    /// <summary>Whether there being no answer calls for another attempt.</summary>
    public bool IsCause(SendFailure failure) =>
        failure switch
        {
            SendFailure.NoConnection or SendFailure.Proxy or SendFailure.Cut or SendFailure.NotHttp => retry.Causes.NoConnection,
            SendFailure.TimedOut => retry.Causes.TimedOut,
            _ => false,
        };

    /// <summary>Whether no attempt comes behind the one of this number.</summary>
    public bool IsLast(int attempt) => attempt >= (retry.Attempts ?? RetryPolicy.MostAttempts);

    /// <summary>The pause before the next attempt; null when there is none.</summary>
    /// <param name="attempt">The number of the last one, from 1.</param>
    /// <param name="retryAfter">The header of its answer, or null (RFC 9110, section 10.2.3).</param>
    /// <param name="every">Before it grows.</param>
    public TimeSpan? PauseAfter(int attempt, string? retryAfter, TimeSpan every)
    {
        if (IsLast(attempt))
            return null;
        var seconds = Math.Min(every.TotalSeconds * Math.Pow(retry.Backoff, attempt - 1), retry.LongestPause.TotalSeconds);
        var drawn = TimeSpan.FromSeconds(seconds * (1 - retry.Jitter * random.Below(1 << 20) / (1 << 20)));
        var pause = Shortest(Longest(drawn, RetryAfter.Of(retryAfter, clock.GetUtcNow()) ?? TimeSpan.Zero), retry.LongestPause);
        return retry.Deadline is { } end && Elapsed + pause >= end ? null : pause;
    }

    private static TimeSpan Shortest(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Longest(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
