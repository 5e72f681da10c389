using PingOneScenarios.Engine.Http.Answers;

namespace PingOneScenarios.Engine.Http.Cookies;

/// <summary>A cookie as it is kept.</summary>
/// <param name="Name">Case counts.</param>
/// <param name="Value">As received, quotes included, each octet a character.</param>
/// <param name="Path">Begins with a slash.</param>
/// <param name="Domain">That it was meant to be shared with; empty for its host alone.</param>
/// <param name="Expires">The greatest time there is for one that lasts as long as the run.</param>
internal sealed record Cookie(string Name, string Value, string Path, string Domain, DateTimeOffset Expires)
{
    /// <summary>As it is sent; without a name the value alone.</summary>
    public string Pair => Name.Length == 0 ? Value : $"{Name}={Value}";

    public string Shown => HeaderOctets.Text(Name);

    public static Cookie Of(SetCookie set, Uri address, DateTimeOffset now) =>
        new(
            set.Name,
            set.Value,
            set.Path is { Length: > 0 } path && path[0] == '/' ? path : DefaultPath(CookieJar.PathOf(address)),
            CookieRules.Canonical(set.Domain ?? ""),
            ExpiresAt(set, now)
        );

    public bool Suits(string path) =>
        path.StartsWith(Path, StringComparison.Ordinal) && (path.Length == Path.Length || Path.EndsWith('/') || path[Path.Length] == '/');

    /// <summary>Why it does not go to another origin, which a browser would have sent it to; null when none would.</summary>
    public string? StaysWith(string owner, Uri address, string path, DateTimeOffset now)
    {
        var host = new Uri(owner).IdnHost;
        var isShared =
            host.Equals(address.IdnHost, StringComparison.OrdinalIgnoreCase)
            || Domain.Length > 0 && CookieRules.DomainMatches(address.IdnHost, Domain);
        return isShared && Expires > now && Suits(path) ? $"{owner} set it, and cookies stay with their scheme, host and port" : null;
    }

    private static string DefaultPath(string path)
    {
        var end = path.LastIndexOf('/');
        return end <= 0 ? "/" : path[..end];
    }

    // Max-Age outranks Expires (section 5.7, step 6).
    private static DateTimeOffset ExpiresAt(SetCookie set, DateTimeOffset now) =>
        set.MaxAge is not { } seconds ? set.ExpiresAt ?? DateTimeOffset.MaxValue
        : seconds <= 0 ? DateTimeOffset.MinValue
        : seconds > int.MaxValue ? DateTimeOffset.MaxValue
        : now.AddSeconds(seconds);
}
