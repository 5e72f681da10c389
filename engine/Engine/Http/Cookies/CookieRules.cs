using System.Net;

namespace PingOneScenarios.Engine.Http.Cookies;

/// <summary>Which cookies are refused, with the reason: the rules of RFC 6265bis, section 5.7, as far as they are not about pages.</summary>
internal static class CookieRules
{
    /// <summary>Name and value together, in octets.</summary>
    private const int LongestCookie = 4096;

    /// <summary>Why a cookie is refused; null for one that is kept.</summary>
    /// <param name="field">The whole field, each octet a character.</param>
    /// <param name="cookie">The same taken apart.</param>
    /// <param name="address">Who sets it.</param>
    public static string? Objection(string field, SetCookie cookie, Uri address) =>
        HoldsControl(field) ? "it holds a control character"
        : cookie.Name.Length + cookie.Value.Length == 0 ? "it has neither a name nor a value"
        : cookie.Name.Length + cookie.Value.Length > LongestCookie ? "name and value are longer than 4,096 octets together"
        : DomainObjection(cookie.Domain ?? "", address.IdnHost) ?? SecureObjection(cookie, address) ?? PrefixObjection(cookie);

    /// <summary>Whether a <c>Secure</c> cookie may be set and sent: over https, and over http to this machine itself, as in browsers.</summary>
    public static bool IsTrustworthy(Uri address) =>
        address.Scheme == "https"
        || (IPAddress.TryParse(address.IdnHost, out var ip) ? IPAddress.IsLoopback(ip) : IsOrIsBelow(address.IdnHost, "localhost"));

    /// <summary>Section 5.1.3; an address of numbers is its own domain only.</summary>
    public static bool DomainMatches(string host, string domain) =>
        host.Equals(domain, StringComparison.OrdinalIgnoreCase) || !IPAddress.TryParse(host, out _) && IsOrIsBelow(host, domain);

    /// <summary>A domain as it is compared: without the dot it may begin with.</summary>
    public static string Canonical(string domain) => domain.StartsWith('.') ? domain[1..] : domain;

    private static bool IsOrIsBelow(string host, string domain) =>
        host.Equals(domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);

    private static bool HoldsControl(string field) => field.AsSpan().ContainsAnyInRange('\0', '\b') || HoldsOther(field);

    private static bool HoldsOther(string field) => field.AsSpan().ContainsAnyInRange('\n', '\u001f') || field.Contains('\u007f');

    private static string? DomainObjection(string written, string host)
    {
        var domain = Canonical(written);
        if (domain.Length == 0)
            return null;
        if (domain.AsSpan().ContainsAnyExceptInRange('!', '~') || !DomainMatches(host, domain))
            return $"its Domain {Shown(domain)} is neither {host} nor a domain above it";
        // There is no list of public suffixes here, and nothing is shared: only what can be nothing else is refused.
        return !domain.Contains('.', StringComparison.Ordinal) && !host.Equals(domain, StringComparison.OrdinalIgnoreCase)
            ? $"its Domain {Shown(domain)} is a public suffix"
            : null;
    }

    private static string? SecureObjection(SetCookie cookie, Uri address) =>
        cookie.IsSecure && !IsTrustworthy(address)
            ? $"it is Secure, and {address.GetLeftPart(UriPartial.Authority)} is neither https nor loopback"
        : !cookie.IsSecure && "None".Equals(cookie.SameSite, StringComparison.OrdinalIgnoreCase)
            ? "its SameSite is None, which asks for Secure"
        : null;

    private static string? PrefixObjection(SetCookie cookie)
    {
        if (cookie.Name.Length == 0)
            return Begins(cookie.Value, "__Secure-") || Begins(cookie.Value, "__Host-")
                ? "it has no name, and a value that begins as protected names do"
                : null;
        if (Begins(cookie.Name, "__Secure-") && !cookie.IsSecure)
            return "its name begins with __Secure-, which asks for Secure";
        return Begins(cookie.Name, "__Host-") && !(cookie.IsSecure && cookie.Path == "/" && string.IsNullOrEmpty(cookie.Domain))
            ? "its name begins with __Host-, which asks for Secure, for Path=/ and for no Domain"
            : null;
    }

    private static bool Begins(string text, string prefix) => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    private static string Shown(string domain) => domain.Length <= 100 ? domain : domain[..100] + "…";
}
