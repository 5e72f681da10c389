using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace PingOneScenarios.Engine.Trust;

/// <summary>The servers that are reached without a proxy: this machine, and those of <c>NO_PROXY</c>.</summary>
internal sealed class ProxyExceptions
{
    private readonly bool isAll;
    private readonly ImmutableArray<Row> rows;

    private ProxyExceptions(bool isAll, ImmutableArray<Row> rows) => (this.isAll, this.rows) = (isAll, rows);

    /// <summary>This machine only.</summary>
    public static ProxyExceptions None { get; } = new(false, []);

    /// <param name="list">With commas: <c>*</c>, hosts with those below them, addresses, networks; each host and address also with a port.</param>
    public static ProxyExceptions Of(string list)
    {
        var rows = ImmutableArray.CreateBuilder<Row>();
        foreach (var item in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (item == "*")
                return new ProxyExceptions(true, []);
            if (Row.Read(item.ToLowerInvariant()) is { } row)
                rows.Add(row);
        }
        return new ProxyExceptions(false, rows.ToImmutable());
    }

    /// <param name="host">In ASCII and small letters, an IPv6 address without its brackets.</param>
    /// <param name="port">Of the address.</param>
    public bool Hold(string host, int port)
    {
        var address = IPAddress.TryParse(host, out var literal) ? literal : null;
        if (isAll || host == "localhost" || address is not null && IPAddress.IsLoopback(address))
            return true;
        foreach (var row in rows)
        {
            if (row.Holds(host, address, port))
                return true;
        }
        return false;
    }

    /// <summary>An item of the list: a network, or a host with those below it or only those.</summary>
    private sealed record Row(IPNetwork? Network, string Below, bool IsItself, int? Port)
    {
        public static Row? Read(string item)
        {
            if (item.Contains('/', StringComparison.Ordinal))
                return ReadNetwork(item);
            var (host, port) = Split(item);
            if (host.Length == 0)
                return null;
            if (IPAddress.TryParse(host, out var address) && host.AsSpan().ContainsAny(".:"))
                return new Row(new IPNetwork(Plain(address), Plain(address).GetAddressBytes().Length * 8), "", false, port);
            if (host.StartsWith("*.", StringComparison.Ordinal))
                host = host[1..];
            return host[0] == '.' ? new Row(null, InAscii(host), false, port) : new Row(null, InAscii("." + host), true, port);
        }

        public bool Holds(string host, IPAddress? address, int port)
        {
            if (Port is { } only && only != port)
                return false;
            if (address is not null)
                return Network is { } network && network.Contains(Plain(address));
            return Network is null
                && (host.EndsWith(Below, StringComparison.Ordinal) || IsItself && host.AsSpan().SequenceEqual(Below.AsSpan(1)));
        }

        // What is no network is a host no server has.
        private static Row? ReadNetwork(string item)
        {
            var slash = item.IndexOf('/', StringComparison.Ordinal);
            if (
                !IPAddress.TryParse(item.AsSpan(0, slash), out var first)
                || !int.TryParse(item.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                || length > first.GetAddressBytes().Length * 8
            )
                return null;
            return new Row(new IPNetwork(Masked(first, length), length), "", false, null);
        }

        private static IPAddress Masked(IPAddress address, int length)
        {
            var bytes = address.GetAddressBytes();
            for (var bit = length; bit < bytes.Length * 8; bit++)
                bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
            return new IPAddress(bytes);
        }

        private static (string Host, int? Port) Split(string item)
        {
            var colon = item.LastIndexOf(':');
            if (colon < 0 || item.IndexOf(':', StringComparison.Ordinal) < colon && !item[..colon].EndsWith(']'))
                return (item, null);
            var host = item[..colon].Trim('[', ']');
            if (colon == item.Length - 1)
                return (host, null);
            return int.TryParse(item.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                ? (host, port)
                : (item, null);
        }

        private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

        private static string InAscii(string host)
        {
            try
            {
                return "." + new IdnMapping().GetAscii(host[1..]);
            }
            catch (ArgumentException)
            {
                return host;
            }
        }
    }
}
