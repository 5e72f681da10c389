namespace PingOneScenarios.Engine.Advising;

/// <summary>
/// The hosts of PingOne, a region each (Ping's "Working with PingOne APIs", and the regions of its Go SDK). Custom domains are not among them:
/// of those nobody can say where they lead.
/// </summary>
internal static class PingOneHost
{
    private static readonly (string Domain, string Region)[] Regions =
    [
        ("pingone.com", "North America"),
        ("pingone.ca", "Canada"),
        ("pingone.eu", "Europe"),
        ("pingone.com.au", "Australia"),
        ("pingone.sg", "Singapore"),
        ("pingone.asia", "Asia-Pacific"),
    ];

    private static readonly string[] Servers = ["api", "auth", "apps"];

    /// <summary>The region a host is of; null for any other host.</summary>
    public static string? RegionOf(string host)
    {
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !Servers.Contains(host[..dot], StringComparer.OrdinalIgnoreCase))
            return null;
        foreach (var (domain, region) in Regions)
        {
            if (host[(dot + 1)..].Equals(domain, StringComparison.OrdinalIgnoreCase))
                return region;
        }
        return null;
    }

    /// <summary>The region of an address; null for no address, or one of another host.</summary>
    public static string? RegionOfAddress(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) ? RegionOf(uri.Host) : null;
}
