using System.Globalization;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Http;

/// <summary>
/// The cookies of a run (RFC 6265), apart for each origin: a cookie never goes to another scheme, host or port than the one that
/// set it. .NET's own container is not used: it cuts values at commas and answers old attributes with <c>$Version</c>.
/// </summary>
internal sealed class CookieJar(TimeProvider clock)
{
    /// <summary>Of an origin, as in browsers; the oldest one goes (trust rule 12).</summary>
    private const int MostCookies = 180;

    /// <summary>Name and value together, in characters, as in browsers.</summary>
    private const int LongestCookie = 4096;

    private readonly Dictionary<string, List<Cookie>> byOrigin = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LabelSet> labelsByOrigin = new(StringComparer.Ordinal);

    /// <summary>The <c>Cookie</c> header for an address, or null when no cookie belongs to it; longer paths come first.</summary>
    public string? HeaderFor(Uri address)
    {
        if (byOrigin.Count == 0 || !byOrigin.TryGetValue(OriginOf(address), out var cookies))
            return null;
        var now = clock.GetUtcNow();
        cookies.RemoveAll(c => c.Expires <= now);
        var sent = cookies.Where(c => c.Suits(address)).OrderByDescending(c => c.Path.Length).Select(c => $"{c.Name}={c.Value}");
        return string.Join("; ", sent) is { Length: > 0 } header ? header : null;
    }

    /// <summary>The labels of every request an origin answered with a cookie: what its session was got with (trust rule 4).</summary>
    public LabelSet LabelsFor(Uri address) => labelsByOrigin.GetValueOrDefault(OriginOf(address));

    /// <summary>Keeps the cookies an answer set; one that is malformed or meant for another domain is left out, as browsers do.</summary>
    public void Keep(HttpExchange exchange, Uri address)
    {
        foreach (var (name, value) in exchange.Headers)
        {
            if (
                name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase)
                && Cookie.Parse(value, address, clock.GetUtcNow()) is { } cookie
            )
                Keep(cookie, OriginOf(address), exchange.Request.Labels.Union(exchange.SessionLabels));
        }
    }

    private void Keep(Cookie cookie, string origin, LabelSet labels)
    {
        labelsByOrigin[origin] = labelsByOrigin.GetValueOrDefault(origin).Union(labels);
        if (!byOrigin.TryGetValue(origin, out var cookies))
            byOrigin[origin] = cookies = [];
        // A cookie that takes the place of another keeps its turn (section 5.3, step 11).
        var old = cookies.FindIndex(c => c.Name == cookie.Name && c.Path == cookie.Path);
        if (old < 0)
            cookies.Add(cookie);
        else
            cookies[old] = cookie;
        if (cookies.Count > MostCookies)
            cookies.RemoveAt(0);
    }

    private static string OriginOf(Uri address) => address.GetLeftPart(UriPartial.Authority);

    /// <summary>A cookie as it is kept.</summary>
    /// <param name="Name">Case counts.</param>
    /// <param name="Value">As received, quotes included.</param>
    /// <param name="Path">Begins with a slash.</param>
    /// <param name="Expires">The greatest time there is for one that lasts as long as the run.</param>
    /// <param name="IsSecure">Whether it goes over https only.</param>
    private sealed record Cookie(string Name, string Value, string Path, DateTimeOffset Expires, bool IsSecure)
    {
        /// <summary>Section 5.2; null for what is no cookie of this host.</summary>
        public static Cookie? Parse(string field, Uri address, DateTimeOffset now)
        {
            var parts = field.Split(';');
            var equals = parts[0].IndexOf('=', StringComparison.Ordinal);
            // Letters that would end the header that sends it back, or that no header has.
            if (equals <= 0 || parts[0].Length > LongestCookie || parts[0].AsSpan().ContainsAnyExceptInRange(' ', '~'))
                return null;
            var cookie = new Cookie(
                parts[0][..equals].Trim(),
                parts[0][(equals + 1)..].Trim(),
                DefaultPath(address),
                DateTimeOffset.MaxValue,
                false
            );
            var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var part in parts.Skip(1))
            {
                var pair = part.Split('=', 2, StringSplitOptions.TrimEntries);
                attributes[pair[0]] = pair.Length == 1 ? "" : pair[1];
            }
            if (attributes.TryGetValue("Domain", out var domain) && !IsWithin(address.IdnHost, domain.TrimStart('.')))
                return null;
            return cookie with
            {
                Path = attributes.TryGetValue("Path", out var path) && path.StartsWith('/') ? path : cookie.Path,
                Expires = ExpiresAt(attributes, now),
                IsSecure = attributes.ContainsKey("Secure"),
            };
        }

        public bool Suits(Uri address)
        {
            var path = address.AbsolutePath;
            return (!IsSecure || address.Scheme == "https")
                && path.StartsWith(Path, StringComparison.Ordinal)
                && (path.Length == Path.Length || Path.EndsWith('/') || path[Path.Length] == '/');
        }

        private static string DefaultPath(Uri address)
        {
            var end = address.AbsolutePath.LastIndexOf('/');
            return end <= 0 ? "/" : address.AbsolutePath[..end];
        }

        private static bool IsWithin(string host, string domain) =>
            domain.Length == 0
            || host.Equals(domain, StringComparison.OrdinalIgnoreCase)
            || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);

        // Max-Age outranks Expires (section 5.3, step 3).
        private static DateTimeOffset ExpiresAt(Dictionary<string, string> attributes, DateTimeOffset now)
        {
            if (
                attributes.TryGetValue("Max-Age", out var age)
                && long.TryParse(age, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            )
                return seconds <= 0 ? DateTimeOffset.MinValue
                    : seconds > int.MaxValue ? DateTimeOffset.MaxValue
                    : now.AddSeconds(seconds);
            const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;
            return
                attributes.TryGetValue("Expires", out var expires)
                && DateTimeOffset.TryParse(expires.Replace('-', ' '), CultureInfo.InvariantCulture, utc, out var time)
                ? time
                : DateTimeOffset.MaxValue;
        }
    }
}
