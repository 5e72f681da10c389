using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace PingOneScenarios.Engine.Trust;

/// <summary>Scheme, host and port in canonical form (RFC 6454); equal origins are equal values.</summary>
internal sealed record Origin(string Scheme, string Host, int Port)
{
    /// <summary>Origins that were read, at most; a run meets few.</summary>
    private const int MostKnown = 256;

    /// <summary>In characters; a longer address is read as a whole.</summary>
    private const int LongAddress = 8000;

    /// <summary>By what stands in front of the path: reading it again gives the same again.</summary>
    private static readonly ConcurrentDictionary<string, Origin> Known = new(StringComparer.Ordinal);

    private static readonly SearchValues<char> HostLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-._");

    /// <summary>Whether the host is this machine: a loopback address, or <c>localhost</c>.</summary>
    public bool IsLoopback => Host is "localhost" or "[::1]" || IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address);

    /// <summary>Reads an absolute address strictly: what different readers could take for different hosts is refused.</summary>
    /// <param name="address">The address as it would be sent.</param>
    /// <param name="origin">Its origin.</param>
    /// <param name="reason">Why it is refused.</param>
    public static bool TryParse(string address, [NotNullWhen(true)] out Origin? origin, [NotNullWhen(false)] out string? reason)
    {
        origin = null;
        var scheme =
            address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? "https"
            : address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? "http"
            : null;
        if (scheme is null)
        {
            reason = "it does not begin with http:// or https://";
            return false;
        }
        var rest = address.AsSpan(scheme.Length + 3);
        var end = rest.IndexOfAny("/?#");
        var authority = end < 0 ? rest : rest[..end];
        var beginning = address.AsSpan(0, scheme.Length + 3 + authority.Length);
        // What follows may still make it none, but not where it holds only what is written in addresses.
        var isPlain = address.Length <= LongAddress && !address.AsSpan().ContainsAnyExceptInRange('!', '~');
        if (isPlain && Known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(beginning, out origin))
        {
            reason = null;
            return true;
        }
        reason = Objection(authority, address);
        if (reason is not null)
            return false;
        var uri = new Uri(address);
        origin = new Origin(scheme, HostOf(uri), uri.Port);
        reason = HostObjection(origin.Host, authority);
        if (reason is null && isPlain && Known.Count < MostKnown)
            Known.TryAdd(beginning.ToString(), origin);
        return reason is null;
    }

    public override string ToString() =>
        (Scheme, Port) is ("https", 443) or ("http", 80) ? $"{Scheme}://{Host}" : $"{Scheme}://{Host}:{Port}";

    // .NET finds out only here that a host is no name in any language; what it is then holds a character no host has.
    private static string HostOf(Uri uri)
    {
        try
        {
            return uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        }
        catch (UriFormatException)
        {
            return uri.Host;
        }
    }

    private static string? Objection(ReadOnlySpan<char> authority, string address)
    {
        if (authority.IsEmpty)
            return "it has no host";
        if (authority.Contains('@'))
            return "it carries user information (name@host)";
        if (authority.IndexOfAny("\\%") >= 0 || authority.IndexOfAnyInRange('\0', ' ') >= 0)
            return "its host holds a character no host has";
        return Uri.TryCreate(address, UriKind.Absolute, out _) ? null : "it is not an address";
    }

    private static string? HostObjection(string host, ReadOnlySpan<char> authority)
    {
        if (host.StartsWith('['))
            return authority.StartsWith(host, StringComparison.OrdinalIgnoreCase) && !IPAddress.Parse(host).IsIPv4MappedToIPv6
                ? null
                : "its IPv6 address is not in canonical form";
        if (host.EndsWith('.'))
            return "its host ends with a dot";
        // System.Uri turns 2130706433, 0x7f000001 and 127.1 into 127.0.0.1; only what is written as four numbers may be one.
        var isNumeric = host.AsSpan(host.LastIndexOf('.') + 1).IndexOfAnyExceptInRange('0', '9') < 0;
        if (isNumeric && !(IPAddress.TryParse(host, out _) && authority.StartsWith(host, StringComparison.Ordinal)))
            return "its numeric address is not in canonical form";
        return host.AsSpan().ContainsAnyExcept(HostLetters) ? "its host holds a character no host has" : null;
    }
}
