using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Engine.Http.Answers;
using PingOneScenarios.Engine.Http.Cookies;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Http;

/// <summary>A request and the answer it got.</summary>
internal sealed record HttpExchange
{
    private AnswerJson? json;
    private AnswerText? text;

    public required RenderedRequest Request { get; init; }

    /// <summary>The labels of the requests whose answers set the cookies that were sent with it.</summary>
    public LabelSet SessionLabels { get; init; }

    /// <summary>Of HTTP, as the answer says: 2.0, 1.1, or 1.0.</summary>
    public required Version Version { get; init; }

    /// <summary>2, 1.1 or 1.0: HTTP/2 has no smaller number (RFC 9113, 3).</summary>
    public string VersionText => Version.Major >= 2 ? Version.ToString(1) : Version.ToString(2);

    public required int Status { get; init; }

    /// <summary>The reason phrase, or the standard one when the server sent none.</summary>
    public required string Reason { get; init; }

    /// <summary>In the order received; a name may come several times.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>Whether the following of redirects was to end with it: it need not be 2xx.</summary>
    public bool EndsRedirects { get; init; }

    /// <summary>Why its redirect was not followed though the step follows redirects; null when it was, or has none.</summary>
    public string? NotFollowed { get; init; }

    /// <summary>The <c>Set-Cookie</c> fields, each octet a character: what is kept has to go back as it came.</summary>
    public required ImmutableArray<string> CookieOctets { get; init; }

    /// <summary>Without its content encoding.</summary>
    public required byte[] Body { get; init; }

    /// <summary>Of the body, with its content encoding.</summary>
    public required int BytesReceived { get; init; }

    /// <summary>From the request made ready to the last byte received.</summary>
    public required TimeSpan Duration { get; init; }

    public required ExchangePhases Phases { get; init; }

    /// <summary>The body as text; null when it cannot be read as such.</summary>
    public string? Text => ReadText().Text;

    /// <summary>Why the body cannot be read as text; null when it can.</summary>
    public string? TextObjection => ReadText().Objection;

    /// <summary>The body as it is shown.</summary>
    public string ShownText => AnswerText.Shown(Body, ReadText());

    /// <summary>Whether the body holds nothing but white space and a byte order mark.</summary>
    public bool IsBlank => AnswerJson.IsBlank(Body);

    public bool IsSuccess => Status is >= 200 and <= 299;

    public bool IsRedirect => Status is >= 300 and <= 399;

    /// <summary>The parsed body; null when it is not JSON, or JSON that readers understand differently.</summary>
    public JsonElement? Json => Parse().Element;

    /// <summary>Why a body that looks like JSON is refused; null for one that is none at all.</summary>
    public string? JsonObjection => Parse().Objection;

    /// <summary>Where a body that begins as JSON does stops being it; null when it does not begin so, or is JSON.</summary>
    public string? JsonFault =>
        Text.AsSpan().TrimStart() is ['{' or '[', ..]
        || Header("content-type")?.Contains("json", StringComparison.OrdinalIgnoreCase) == true
            ? Parse().Fault
            : null;

    /// <summary>The <c>Set-Cookie</c> fields, taken apart.</summary>
    public IEnumerable<SetCookie> SetCookies
    {
        get
        {
            foreach (var (name, value) in Headers)
            {
                if (name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
                    yield return SetCookie.Parse(value);
            }
        }
    }

    /// <summary>The first field of a name, any case; null when there is none.</summary>
    public string? Header(string name)
    {
        foreach (var (field, value) in Headers)
        {
            if (field.Equals(name, StringComparison.OrdinalIgnoreCase))
                return value;
        }
        return null;
    }

    private AnswerJson Parse() => json ??= ReadJson();

    private AnswerJson ReadJson()
    {
        var read = AnswerJson.Parse(AnswerText.JsonOf(Body, Header("content-type")));
        return read.Objection == AnswerJson.NotUtf8 && TextObjection is { } why
            ? read with
            {
                Objection = $"{read.Objection}: {why}",
            }
            : read;
    }

    private AnswerText ReadText() => text ??= AnswerText.Read(Body, Header("content-type"));
}

/// <summary>What became of sending a request: an answer, or the reason why there is none.</summary>
internal abstract record SendResult;

internal sealed record Answered(HttpExchange Exchange) : SendResult;

/// <summary>No answer.</summary>
/// <param name="Failure">What kind of failure.</param>
/// <param name="Reason">In our own words; holds no value of the request.</param>
internal sealed record Unanswered(SendFailure Failure, string Reason) : SendResult
{
    /// <summary>The request that failed: the first, or where redirects led; null until the loop over the redirects says it.</summary>
    public RenderedRequest? Hop { get; init; }

    /// <summary>How to mend it, when more is known than the kind of the failure says.</summary>
    public string? Fix { get; init; }

    /// <summary>Whether the operator cannot allow it either.</summary>
    public bool IsFinal { get; init; }

    /// <summary>From the request made ready to the failure.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Up to the failure; null when nothing was tried.</summary>
    public ExchangePhases? Phases { get; init; }

    /// <summary>What is said of a request that was not waited for to the end.</summary>
    public static Unanswered Cancelled { get; } = new(SendFailure.Cancelled, "the run ended before an answer came");

    /// <summary>Whether it is certain that nothing of the request was sent; otherwise it may have been carried out.</summary>
    public bool NeverLeft { get; init; }
}

/// <summary>Why there is no answer.</summary>
internal enum SendFailure
{
    NoConnection,
    TimedOut,
    NotHttp,
    Cut,
    Tls,
    TooLarge,
    Malformed,
    Undecodable,
    Refused,
    Cancelled,
    Proxy,
}
