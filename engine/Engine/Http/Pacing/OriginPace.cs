using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Http.Pacing;

/// <summary>At what pace the runs of a command send to each origin: what one of them is told of a pause, all of them keep. Safe to use from several threads.</summary>
/// <param name="clock">Tells the time.</param>
/// <param name="rate">What the operator allows an origin; null for no bound but that which origins ask for.</param>
internal sealed class OriginPace(TimeProvider clock, PaceRate? rate)
{
    private readonly ConcurrentDictionary<Origin, Turnstile> turnstiles = new();

    /// <summary>Where requests to an address pass; none for one that was not granted, which is refused.</summary>
    public bool TryGet(string address, Grants grants, [NotNullWhen(true)] out Turnstile? turnstile)
    {
        turnstile =
            Origin.TryParse(address, out var origin, out _) && grants.Allows(origin)
                ? turnstiles.GetOrAdd(origin, static (_, of) => new Turnstile(of.Clock, of.Rate), (Clock: clock, Rate: rate))
                : null;
        return turnstile is not null;
    }

    /// <summary>What a request waits for that is not sent yet.</summary>
    public string WhyWaiting(string address, Grants grants) =>
        TryGet(address, grants, out var turnstile) && turnstile.PauseLeft is var left && left > TimeSpan.Zero
            ? $"the server asked for a pause (Retry-After), of which {DurationText.Show(TimeSpan.FromSeconds(Math.Ceiling(left.TotalSeconds)))} is left; all runs keep it"
        : rate is null ? "the server had asked for a pause (Retry-After), and behind it requests leave one after the other"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"all runs together may send {rate.PerSecond:0.####} requests a second to an origin, and others waited before it"
        );

    /// <summary>The pause an answer asks for; null for none.</summary>
    public TimeSpan? PauseOf(HttpExchange exchange) =>
        exchange.Status is 429 or 503 ? RetryAfter.Of(exchange.Header("Retry-After"), clock.GetUtcNow()) : null;
}
