using System.Net;
using System.Net.Sockets;

namespace PingOneScenarios.Engine.Trust;

/// <summary>
/// Which addresses a host name may lead to (trust rule 2). Who controls a name controls where it leads: a name that was granted must not
/// become a way to this machine or its network. An address the operator wrote as such is meant.
/// </summary>
internal static class DialCheck
{
    /// <summary>Networks beyond the public ones, by their prefixes (IANA special-purpose address registries, RFC 6890).</summary>
    private static readonly (IPNetwork Network, string What)[] Special =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "an unspecified address"),
        (IPNetwork.Parse("10.0.0.0/8"), "a private address"),
        (IPNetwork.Parse("100.64.0.0/10"), "an address of a carrier's own network"),
        (IPNetwork.Parse("127.0.0.0/8"), "this machine"),
        (IPNetwork.Parse("169.254.0.0/16"), "a link-local address, where clouds keep their metadata"),
        (IPNetwork.Parse("172.16.0.0/12"), "a private address"),
        (IPNetwork.Parse("192.0.0.0/24"), "an address for protocols"),
        (IPNetwork.Parse("192.168.0.0/16"), "a private address"),
        (IPNetwork.Parse("198.18.0.0/15"), "an address for benchmarks"),
        (IPNetwork.Parse("224.0.0.0/4"), "a multicast address"),
        (IPNetwork.Parse("240.0.0.0/4"), "a reserved address"),
        (IPNetwork.Parse("::/128"), "an unspecified address"),
        (IPNetwork.Parse("::1/128"), "this machine"),
        (IPNetwork.Parse("fc00::/7"), "a private address"),
        (IPNetwork.Parse("fe80::/10"), "a link-local address"),
        (IPNetwork.Parse("ff00::/8"), "a multicast address"),
    ];

    /// <summary>What an operator can have of their own.</summary>
    private static readonly string?[] OwnNetworks = ["a private address", "an address of a carrier's own network", "this machine"];

    /// <summary>Prefixes of IPv6 addresses that stand for an IPv4 address, and where in them it is.</summary>
    private static readonly (IPNetwork Network, int At)[] Carriers =
    [
        (IPNetwork.Parse("::/96"), 12),
        (IPNetwork.Parse("::ffff:0:0/96"), 12),
        (IPNetwork.Parse("64:ff9b::/96"), 12),
        (IPNetwork.Parse("2002::/16"), 2),
    ];

    /// <summary>What the address is, when a host of this name may not lead to it; null when it may.</summary>
    /// <param name="host">As in the origin the operator granted: a name, or an address.</param>
    /// <param name="address">What it was resolved to.</param>
    /// <param name="isPrivateAllowed">Whether the operator said that this host stands in a network of their own.</param>
    public static string? Objection(string host, IPAddress address, bool isPrivateAllowed)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var written) && written.Equals(address))
            return null;
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) && IPAddress.IsLoopback(address))
            return null;
        var what = KindOf(address);
        return isPrivateAllowed && CanBeAllowed(what) ? null : what;
    }

    /// <summary>Whether calling the host private lets it lead there.</summary>
    /// <param name="what">What <see cref="Objection"/> said.</param>
    public static bool CanBeAllowed(string? what) => OwnNetworks.Contains(what);

    private static string? KindOf(IPAddress address)
    {
        foreach (var (network, what) in Special)
        {
            if (network.Contains(address))
                return what;
        }
        return Carried(address) is { } inner ? KindOf(inner) : null;
    }

    private static IPAddress? Carried(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return null;
        foreach (var (network, at) in Carriers)
        {
            if (network.Contains(address))
                return new IPAddress(address.GetAddressBytes().AsSpan(at, 4));
        }
        return null;
    }
}
