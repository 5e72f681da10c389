using System.Net;

namespace PingOneScenarios.Engine.Http;

/// <summary>
/// The cookies of a run (RFC 6265, kept by .NET's own container), apart for each origin: a cookie never goes to another scheme,
/// host or port than the one that set it.
/// </summary>
internal sealed class CookieJar
{
    private readonly Dictionary<string, CookieContainer> byOrigin = new(StringComparer.Ordinal);

    /// <summary>The <c>Cookie</c> header for an address, or null when no cookie belongs to it.</summary>
    public string? HeaderFor(Uri address)
    {
        if (!byOrigin.TryGetValue(OriginOf(address), out var cookies))
            return null;
        var header = cookies.GetCookieHeader(address);
        return header.Length == 0 ? null : header;
    }

    /// <summary>Keeps the cookies an answer set; one that is malformed or meant for another domain is left out, as browsers do.</summary>
    public void Keep(HttpExchange exchange, Uri address)
    {
        foreach (var (name, value) in exchange.Headers)
        {
            if (name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
                Keep(address, value);
        }
    }

    private void Keep(Uri address, string setCookie)
    {
        var origin = OriginOf(address);
        if (!byOrigin.TryGetValue(origin, out var cookies))
            byOrigin[origin] = cookies = new CookieContainer();
        try
        {
            cookies.SetCookies(address, setCookie);
        }
        catch (CookieException)
        {
            // RFC 6265, section 5.3: a cookie that cannot be stored is ignored.
            return;
        }
    }

    private static string OriginOf(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
