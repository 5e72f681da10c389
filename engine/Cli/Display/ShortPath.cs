using System.Text.RegularExpressions;

namespace PingOneScenarios.Cli.Display;

/// <summary>A path made shorter by what says least: ids first, then the query, then the segments in front.</summary>
internal static partial class ShortPath
{
    private const string Rest = "…";

    /// <summary>The path as it is, and ever shorter forms of it.</summary>
    public static IEnumerable<string> Of(string target)
    {
        yield return target;
        var path = Identifier().Replace(target, Rest);
        yield return path;
        var query = path.IndexOf('?', StringComparison.Ordinal);
        if (query >= 0)
            yield return path = path[..query] + "?" + Rest;
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var first = 1; first < segments.Length; first++)
        {
            if (segments[first] != Rest)
                yield return $"{Rest}/{string.Join('/', segments[first..])}";
        }
    }

    [GeneratedRegex("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")]
    private static partial Regex Identifier();
}
