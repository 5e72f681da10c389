using System.Text.RegularExpressions;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>Addresses that fit a line: what tells requests apart stays, identifiers and queries are cut.</summary>
internal static partial class ShortAddress
{
    private const int LongestQuery = 24;

    /// <summary>The path of an address, or of a path.</summary>
    public static string Of(string address)
    {
        var path = address;
        if (address.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme && address.IndexOf('/', scheme + 3) is > 0 and var at)
            path = address[at..];
        var query = path.IndexOf('?', StringComparison.Ordinal);
        if (query > 0 && path.Length - query > LongestQuery)
            path = path[..(query + LongestQuery)] + "…";
        return Uuid().Replace(path, m => m.Value[..8] + "…");
    }

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")]
    private static partial Regex Uuid();
}
