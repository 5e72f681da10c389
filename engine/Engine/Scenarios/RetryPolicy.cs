using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Scenarios;

/// <summary>When a request is sent again, after which pause, and how often. Null members take the defaults that their summaries give.</summary>
internal sealed record RetryPolicy
{
    /// <summary>How many attempts there are when neither a number nor a deadline is written.</summary>
    public const int UsualAttempts = 3;

    /// <summary>No policy has more attempts than this.</summary>
    public const int MostAttempts = 1000;

    /// <summary>How long is polled for <see cref="Until"/> when neither a number of attempts nor a deadline is written.</summary>
    public static readonly TimeSpan UsualPolling = TimeSpan.FromMinutes(1);

    /// <summary>The pause behind the first attempt unless one is written.</summary>
    public static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause unless one is written.</summary>
    public static readonly TimeSpan UsualLongestPause = TimeSpan.FromSeconds(30);

    public required SourceSpan Span { get; init; }

    /// <summary>What calls for another attempt; null is 429, 503 and no connection for methods that may be repeated (<see cref="MethodTable"/>), nothing for others.</summary>
    public RetryCauses? On { get; init; }

    /// <summary>How often the request is sent at most; null leaves it to <see cref="Within"/>.</summary>
    public int? Attempts { get; init; }

    /// <summary>The pause behind the first attempt.</summary>
    public TimeSpan Every { get; init; } = UsualPause;

    /// <summary>Gives <see cref="Every"/> anew for each pause; null when it is written out.</summary>
    public Expression? EveryComputed { get; init; }

    /// <summary>What each pause is multiplied by to give the next one; null is 1 when polling, else 2.</summary>
    public double? Backoff { get; init; }

    /// <summary>Which share of a pause is left to chance, from 0 to 1; null is a half when pauses grow, else nothing.</summary>
    public double? Jitter { get; init; }

    /// <summary>The longest pause, also when the server asks for a longer one.</summary>
    public TimeSpan LongestPause { get; init; } = UsualLongestPause;

    /// <summary>The deadline of all attempts together; null for none.</summary>
    public TimeSpan? Within { get; init; }

    /// <summary>Asked again until this is true of the answer.</summary>
    public Expression? Until { get; init; }

    /// <summary>When this is true of the answer, nothing is waited for any longer.</summary>
    public Expression? FailWhen { get; init; }

    public IEnumerable<Expression> Expressions => new[] { Until, FailWhen }.OfType<Expression>();
}

/// <summary>What calls for another attempt.</summary>
/// <param name="Statuses">Statuses of the answer; null for none.</param>
/// <param name="TimedOut">No answer in time.</param>
/// <param name="NoConnection">No answer at all.</param>
internal sealed record RetryCauses(StatusExpectation? Statuses, bool TimedOut, bool NoConnection)
{
    public static RetryCauses None { get; } = new(null, TimedOut: false, NoConnection: false);

    public bool IsAny => Statuses is not null || TimedOut || NoConnection;

    /// <summary>What usually passes when one waits: too many requests (429), not available (503), no connection.</summary>
    public static RetryCauses Passing(SourceSpan span) =>
        new(new StatusExpectation(span, [(429, 429), (503, 503)], ["429", "503"]), TimedOut: false, NoConnection: true);
}
