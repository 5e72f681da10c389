using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PingOneScenarios.Engine.Http;

/// <summary>Host and port of an address as browsers read them (the URL standard of WHATWG, section 3.5); whether they may be asked, the trust rules say.</summary>
internal static class WebHost
{
    private const string Forbidden = " #/:<>?@[\\]^|%";

    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = false };

    /// <summary>In its one form, without a port that is the usual one; null for what is none.</summary>
    public static string? Authority(string written, string scheme)
    {
        var at = written.LastIndexOf('@');
        var (user, rest) = at < 0 ? ("", written) : (written[..(at + 1)], written[(at + 1)..]);
        var colon = rest.LastIndexOf(':');
        if (colon <= rest.LastIndexOf(']'))
            colon = -1;
        if (Host(colon < 0 ? rest : rest[..colon]) is not { } host || Port(colon < 0 ? "" : rest[(colon + 1)..], scheme) is not { } port)
            return null;
        return (user is "@" or ":@" ? "" : user) + host + port;
    }

    private static string? Port(string digits, string scheme)
    {
        if (digits.Length == 0)
            return "";
        if (digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return null;
        var number = digits.TrimStart('0');
        return number.Length > 5 || number.Length > 0 && int.Parse(number, CultureInfo.InvariantCulture) > 65535 ? null
            : number == (scheme == "https" ? "443" : "80") ? ""
            : ":" + (number.Length == 0 ? "0" : number);
    }

    private static string? Host(string written)
    {
        if (written.Length == 0)
            return null;
        if (written[0] == '[')
            return Six(written);
        if (Ascii(Decoded(written)) is not { Length: > 0 } host || host.Any(c => c <= ' ' || c >= '\u007f' || Forbidden.Contains(c)))
            return null;
        return EndsInNumber(host) ? Four(host) : host;
    }

    // The standard's form is that of RFC 5952, but without the dotted form in which .NET shows addresses of the old kind.
    private static string? Six(string written)
    {
        if (
            !written.EndsWith(']')
            || written.Contains('%')
            || written.Contains('/')
            || !IPAddress.TryParse(written[1..^1], out var address)
        )
            return null;
        return address.AddressFamily == AddressFamily.InterNetworkV6 && !address.ToString().Contains('.') ? $"[{address}]" : null;
    }

    private static string Decoded(string written)
    {
        if (!written.Contains('%', StringComparison.Ordinal))
            return written;
        // A plus sign stays one here.
        var bytes = Encoding.UTF8.GetBytes(written.Replace("+", "%2B", StringComparison.Ordinal));
        return Encoding.UTF8.GetString(WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length));
    }

    private static string? Ascii(string host)
    {
        if (System.Text.Ascii.IsValid(host) && !host.Contains("xn--", StringComparison.OrdinalIgnoreCase))
            return host.ToLowerInvariant();
        if (host.EnumerateRunes().Any(r => r.Value > 127 && !IsPlain(r)))
            return null;
        try
        {
            return Idn.GetAscii(host.ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // A letter that needs no mapping of UTS 46 but that of its case: all others look like one of these.
    private static bool IsPlain(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        && rune.Value
            is (>= 0xc0 and <= 0x24f)
                or (>= 0x370 and <= 0x10ff)
                or (>= 0x3041 and <= 0x30fe)
                or (>= 0x4e00 and <= 0x9fff)
                or (>= 0xac00 and <= 0xd7a3);

    private static bool EndsInNumber(string host)
    {
        var parts = host.Split('.');
        var last = parts[^1].Length == 0 && parts.Length > 1 ? parts[^2] : parts[^1];
        return last.Length > 0 && (!last.AsSpan().ContainsAnyExceptInRange('0', '9') || Number(last) is not null);
    }

    private static string? Four(string host)
    {
        var parts = host.Split('.');
        if (parts[^1].Length == 0)
            parts = parts[..^1];
        if (parts.Length > 4)
            return null;
        long address = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var most = i < parts.Length - 1 ? 255 : (1L << (8 * (5 - parts.Length))) - 1;
            if (Number(parts[i]) is not { } part || part > most)
                return null;
            address += i < parts.Length - 1 ? part << (8 * (3 - i)) : part;
        }
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}"
        );
    }

    // Sixteenths, eighths or tenths, as in C.
    private static long? Number(string part)
    {
        var (digits, radix) =
            part.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? (part[2..], 16)
            : part.Length > 1 && part[0] == '0' ? (part[1..], 8)
            : (part, 10);
        if (part.Length == 0)
            return null;
        long number = 0;
        foreach (var digit in digits)
        {
            var value = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : 99;
            if (value >= radix)
                return null;
            number = Math.Min(number * radix + value, 1L << 40);
        }
        return number;
    }
}
