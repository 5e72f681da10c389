using System.Globalization;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Http.Answers;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Advising;

/// <summary>An answer that was not as expected, with what its request carried, read once for all rows.</summary>
internal sealed class FailedAnswer
{
    private readonly SecretRegister secrets;

    /// <param name="exchange">The request and its answer.</param>
    /// <param name="now">When the answer was read, by the clock of this machine.</param>
    /// <param name="secrets">What may not be told.</param>
    public FailedAnswer(HttpExchange exchange, DateTimeOffset now, SecretRegister secrets)
    {
        (Exchange, Now, this.secrets) = (exchange, now, secrets);
        Address = new Uri(exchange.Request.Address.Plain);
        Authorization = exchange
            .Request.Headers.FirstOrDefault(h => h.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            .Value.Plain;
        Client = SentClient.Of(exchange.Request, Authorization);
        Bearer = BearerText is { } text ? TokenView.Read(text) : null;
        Said = ServerWords.Of(exchange);
        ServerTime = DateOf(exchange);
    }

    public HttpExchange Exchange { get; }

    /// <summary>By the clock of this machine.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>By the clock of the server, to the second; null when it does not say.</summary>
    public DateTimeOffset? ServerTime { get; }

    /// <summary>What the server compares times with, as far as that is known.</summary>
    public DateTimeOffset Judged => ServerTime ?? Now;

    public Uri Address { get; }

    public string Path => Address.AbsolutePath;

    public int Status => Exchange.Status;

    /// <summary>The header as it was sent; null without.</summary>
    public string? Authorization { get; }

    public SentClient Client { get; }

    /// <summary>What was sent as bearer token; null without.</summary>
    public string? BearerText =>
        Authorization?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) == true ? Authorization["Bearer ".Length..].Trim() : null;

    /// <summary>The bearer token, taken apart; null without, or when it is no signed token.</summary>
    public TokenView? Bearer { get; }

    public ServerWords Said { get; }

    /// <summary>Whether the assertion was sent before in this run.</summary>
    public bool IsAssertionRepeated { get; init; }

    /// <summary>Whether the step is one that is sent again by itself.</summary>
    public bool IsRetried { get; init; }

    /// <summary>Whether the path is one of PingOne's authorization server: <c>/{envID}/as/…</c>, or <c>/as/…</c> at a domain of one's own.</summary>
    public bool IsPingOneSignOn
    {
        get
        {
            var parts = Path.Split('/');
            return parts is ["", "as", ..] || parts is ["", var environment, "as", ..] && Guid.TryParseExact(environment, "D", out _);
        }
    }

    /// <summary>Whether the request is about tokens or a sign-on, and not one to the management API.</summary>
    public bool IsOfSignOn => Path.Contains("/as/", StringComparison.Ordinal) || Path.Contains("/flows/", StringComparison.Ordinal);

    /// <summary>A text out of the request or the answer as it may be told: without any secret, and not too long.</summary>
    public string Shown(string text)
    {
        const int Longest = 200;
        if (secrets.LabelsIn(new TextValue(text)) is { IsEmpty: false } labels)
            return labels.Shown;
        var shown = Exchange.Request.Hide(secrets.ShortIn(text) ?? secrets.ShownFor(text));
        return shown.Length <= Longest ? shown : shown[..Longest] + "…";
    }

    /// <summary>As ISO 8601 to the second, in UTC.</summary>
    public static string Show(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset? DateOf(HttpExchange exchange) =>
        exchange.Header("date") is { } date
        && DateTimeOffset.TryParseExact(date, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
}
