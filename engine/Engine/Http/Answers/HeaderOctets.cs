using System.Text;
using System.Text.Unicode;

namespace PingOneScenarios.Engine.Http.Answers;

/// <summary>The value of a header field: on the wire octets, which .NET gives as one character each.</summary>
internal static class HeaderOctets
{
    /// <summary>As UTF-8 where it is that, or else each octet as its character of ISO-8859-1.</summary>
    public static string Text(string octets)
    {
        if (!octets.AsSpan().ContainsAnyExceptInRange('\0', '\u007f') || octets.AsSpan().ContainsAnyExceptInRange('\0', '\u00ff'))
            return octets;
        var bytes = Encoding.Latin1.GetBytes(octets);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : octets;
    }
}
