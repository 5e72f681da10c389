using System.Net;

namespace PingOneScenarios.Engine.Http;

/// <summary>The cookies of a run (RFC 6265, kept by .NET's own container).</summary>
internal sealed class CookieJar
{
    private CookieContainer cookies = new();

    /// <summary>The <c>Cookie</c> header for an address, or null when no cookie belongs to it.</summary>
    public string? HeaderFor(Uri address)
    {
        var header = cookies.GetCookieHeader(address);
        return header.Length == 0 ? null : header;
    }

    /// <summary>Keeps the cookies an answer set; one that is malformed or meant for another domain is left out, as browsers do.</summary>
    public void Keep(HttpExchange exchange, Uri address)
    {
        foreach (var (name, value) in exchange.Headers)
        {
            if (!name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
                continue;
            try
            {
                cookies.SetCookies(address, value);
            }
            catch (CookieException)
            {
                continue;
            }
        }
    }

    public void Clear() => cookies = new CookieContainer();
}
