using PingOneScenarios.Emulator.Flows;

namespace PingOneScenarios.Emulator.Store;

/// <summary>Tokens that a client asks for again and again until a user has decided elsewhere: on a page (RFC 8628) or on a telephone (CIBA).</summary>
/// <param name="Handle">What the client polls with, the <c>device_code</c> or <c>auth_req_id</c>; a secret.</param>
/// <param name="Request">What the client asks for.</param>
/// <param name="ExpiresAt">Until when the user may decide.</param>
/// <param name="Interval">How long the client waits between two polls.</param>
internal sealed record AwaitedGrant(string Handle, AuthorizeRequest Request, DateTimeOffset ExpiresAt, TimeSpan Interval)
{
    /// <summary>What a slow client has to wait longer each time it comes too early (RFC 8628 section 3.5).</summary>
    public static readonly TimeSpan SlowDown = TimeSpan.FromSeconds(5);

    /// <summary>What the user types in; null where nobody types.</summary>
    public string? UserCode { get; init; }

    /// <summary>Who is asked; null where that is found out at sign-on.</summary>
    public string? UserId { get; init; }

    /// <summary>The message that asks; null where a page does.</summary>
    public string? MessageId { get; init; }

    public DateTimeOffset? PolledAt { get; init; }

    /// <summary>Null until the user has decided.</summary>
    public bool? IsApproved { get; init; }

    /// <summary>Of the user who approved.</summary>
    public Session? Session { get; init; }

    /// <summary>It has given its tokens.</summary>
    public bool IsUsed { get; init; }

    public AwaitedGrant Polled(DateTimeOffset now) =>
        this with
        {
            PolledAt = now,
            Interval = IsTooEarly(now) ? Interval + SlowDown : Interval,
            IsUsed = IsUsed || IsApproved == true,
        };

    public bool IsTooEarly(DateTimeOffset now) => PolledAt is { } before && now < before + Interval;
}
