using System.Collections.Immutable;
using System.Net;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>
/// The request was meant for this machine. A web page whose name was made to lead to 127.0.0.1 (DNS rebinding) still says its own name in
/// <c>Host</c>, and that is how it is told apart.
/// </summary>
internal static class LoopbackHost
{
    private const int ShownLength = 100;

    /// <summary>What can stand in <c>Host</c> before the port: a name, an address, one of IPv6 in brackets.</summary>
    public static bool IsHost(string text) =>
        HostOf(text) == text
        && (
            text[0] == '['
                ? Uri.CheckHostName(text[1..^1]) == UriHostNameType.IPv6
                : Uri.CheckHostName(text) is UriHostNameType.Dns or UriHostNameType.IPv4
        );

    public static Answer? Check(Call call, ImmutableArray<string> accepted)
    {
        var written = call.Header("Host") ?? "";
        if (HostOf(written) is { } host && (IsLoopback(host) || accepted.Contains(host, StringComparer.OrdinalIgnoreCase)))
            return null;
        return ApiError.Of(
            call,
            421,
            "INVALID_REQUEST",
            $"The emulator answers only to 127.0.0.0/8, [::1] and localhost, so that no web page can reach it under a name of its own; "
                + $"this request has the host \"{Shown(written)}\". To let it accept a further one: p1s emulator --host NAME"
        );
    }

    /// <summary>Without the port; null when it is neither a host nor a host and a port.</summary>
    private static string? HostOf(string written)
    {
        var end = written.StartsWith('[')
            ? written.IndexOf(']', StringComparison.Ordinal) + 1
            : written.IndexOf(':', StringComparison.Ordinal);
        if (end < 0)
            return written.Length > 0 ? written : null;
        var isPort = end == written.Length || written[end] == ':' && written.AsSpan(end + 1) is { IsEmpty: false } digits && IsPort(digits);
        return end > 0 && isPort ? written[..end] : null;
    }

    private static bool IsPort(ReadOnlySpan<char> digits) => digits.Length <= 5 && digits.IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>Addresses in the form browsers send: of four decimal numbers, or in brackets.</summary>
    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host, out var address)
            && (host[0] == '[' ? address.Equals(IPAddress.IPv6Loopback) : IPAddress.IsLoopback(address) && address.ToString() == host);

    private static string Shown(string written) =>
        string.Concat(written.Take(ShownLength).Select(c => char.IsAsciiLetterOrDigit(c) || ".-:[]_%".Contains(c) ? c : '?'));
}
