using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Events;

/// <summary>A request as sent and the answer as received, both as they may be shown.</summary>
public sealed record ExchangeRecord
{
    /// <summary>Which attempt it belongs to, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>How many redirects led to it: 0 for the request as it is written.</summary>
    public int Hop { get; init; }

    /// <summary>When it was sent, by the wall clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>As sent: <c>GET</c>.</summary>
    public required MaskedText Method { get; init; }

    /// <summary>The whole address, percent-encoded.</summary>
    public required MaskedText Address { get; init; }

    /// <summary>All of them, in the order and the spelling they were sent; a name may come twice.</summary>
    public ImmutableArray<ShownValue> RequestHeaders { get; init; } = [];

    /// <summary>Cookies that were refused or not sent, each with the reason.</summary>
    public ImmutableArray<ShownValue> CookieNotes { get; init; } = [];

    /// <summary>The user name and the password of Basic authentication, a colon between; null without, or when neither is secret.</summary>
    public MaskedText? Credentials { get; init; }

    /// <summary>Null for none, and for one that was not kept.</summary>
    public MaskedText? RequestBody { get; init; }

    /// <summary>What is known of the body when it was not kept; null when it was.</summary>
    public BodyDigest? RequestDigest { get; init; }

    /// <summary>Of the body, in bytes.</summary>
    public long RequestSize { get; init; }

    /// <summary>Null when no answer came; the members below are then empty.</summary>
    public int? Status { get; init; }

    /// <summary>The words behind the status, by the server or by RFC 9110.</summary>
    public MaskedText Reason { get; init; }

    /// <summary>In the order and the spelling they were received; a name may come twice.</summary>
    public ImmutableArray<ShownValue> AnswerHeaders { get; init; } = [];

    /// <summary>Decompressed, as text; empty without one, and when it was not kept.</summary>
    public MaskedText AnswerBody { get; init; }

    /// <inheritdoc cref="RequestDigest"/>
    public BodyDigest? AnswerDigest { get; init; }

    /// <summary>Of the body, in bytes, as it was received.</summary>
    public long AnswerSize { get; init; }

    /// <summary>Of the protocol: <c>1.1</c>; empty without an answer.</summary>
    public MaskedText Version { get; init; }

    /// <summary>Why there is no answer; null when there is one.</summary>
    public MaskedText? Failure { get; init; }

    /// <summary>From the first byte sent to the last byte received.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What the time went into.</summary>
    public PhaseTimes Phases { get; init; } = PhaseTimes.Unknown;

    /// <summary>The tokens in it, decoded.</summary>
    public ImmutableArray<TokenRecord> Tokens { get; init; } = [];

    /// <summary>The same with digests in place of long bodies.</summary>
    /// <param name="most">In bytes of UTF-8: the longest body that is kept; 0 for none, null for all.</param>
    internal ExchangeRecord WithBodiesUpTo(long? most)
    {
        var request = RequestBody is { } body ? BodyDigest.OfLong(body, most) : null;
        var answer = BodyDigest.OfLong(AnswerBody, most);
        if (request is null && answer is null)
            return this;
        return this with
        {
            RequestBody = request is null ? RequestBody : null,
            RequestDigest = request ?? RequestDigest,
            AnswerBody = answer is null ? AnswerBody : default,
            AnswerDigest = answer ?? AnswerDigest,
        };
    }
}

/// <summary>What is known of a body that was not kept.</summary>
/// <param name="Size">Of its text as it could be shown, in bytes of UTF-8.</param>
/// <param name="Sha256">Of the same, in hexadecimal digits.</param>
public sealed record BodyDigest(long Size, MaskedText Sha256)
{
    /// <summary>Null for a body that is not longer.</summary>
    internal static BodyDigest? OfLong(MaskedText body, long? most)
    {
        // No letter takes more than three bytes a unit.
        if (most is not { } bound || body.Length * 3L <= bound)
            return null;
        var size = Encoding.UTF8.GetByteCount(body.Text);
        return size > bound ? new BodyDigest(size, body.Hashed()) : null;
    }
}

/// <summary>What the time of an exchange went into; null for what it did not need, or what is not known.</summary>
/// <param name="Dns">Looking up the host.</param>
/// <param name="Connect">Opening the connection.</param>
/// <param name="Tls">Agreeing on TLS.</param>
/// <param name="Wait">From the request to the head of the answer.</param>
/// <param name="Receive">From there to the last byte.</param>
public sealed record PhaseTimes(TimeSpan? Dns, TimeSpan? Connect, TimeSpan? Tls, TimeSpan? Wait, TimeSpan? Receive)
{
    /// <summary>Nothing is known.</summary>
    public static PhaseTimes Unknown { get; } = new(null, null, null, null, null);

    /// <summary>Sending the body, between <see cref="Tls"/> and <see cref="Wait"/>; null without one.</summary>
    public TimeSpan? Send { get; init; }
}

/// <summary>A JSON Web Token (RFC 7519) that was sent or received, without its signature.</summary>
/// <param name="Where">The part of the exchange: <c>request body, client_assertion</c>.</param>
/// <param name="Header">JSON.</param>
/// <param name="Claims">JSON; null when it is encrypted.</param>
public sealed record TokenRecord(MaskedText Where, MaskedText Header, MaskedText? Claims);
