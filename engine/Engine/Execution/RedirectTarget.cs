using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Execution;

/// <summary>Where an answer redirects to.</summary>
/// <param name="To">Null when it is not to be followed.</param>
/// <param name="IsForeign">Whether that is because it leads out of the web, to an app of its own.</param>
/// <param name="Left">Why a redirect is left alone that cannot be followed; null when there is none, or one that can.</param>
internal readonly record struct RedirectTarget(WebAddress? To, bool IsForeign, string? Left)
{
    private const int LongestScheme = 40;

    /// <param name="exchange">The answer.</param>
    /// <param name="from">The address it came from.</param>
    public static RedirectTarget Of(HttpExchange exchange, string from)
    {
        if (exchange.Status is not (301 or 302 or 303 or 307 or 308) || exchange.Header("location") is not { Length: > 0 } location)
            return default;
        var others = exchange
            .Headers.Where(h => h.Key.Equals("Location", StringComparison.OrdinalIgnoreCase))
            .Select(h => h.Value)
            .Distinct();
        if (others.Skip(1).Any())
            return new RedirectTarget(null, false, "it has several Location headers that differ");
        if (WebAddress.Resolve(location, from) is not { } to)
            return new RedirectTarget(null, false, "its Location is no address");
        if (!to.IsWeb)
            return new RedirectTarget(null, to.Scheme.Length <= LongestScheme, null);
        return Origin.TryParse(to.Address, out _, out var reason)
            ? new RedirectTarget(to, false, null)
            : new RedirectTarget(null, false, $"of its Location, {reason} (trust rule 1)");
    }
}
