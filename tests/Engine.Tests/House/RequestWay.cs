using System.Text.RegularExpressions;

namespace PingOneScenarios.Engine.Tests.House;

/// <summary>A file on the way of a request, relative to <c>engine</c>, and those it asks on the way.</summary>
internal sealed record WayStop(string File, IReadOnlyList<string> Asks)
{
    /// <summary>The type the file is named after.</summary>
    public string Type => Path.GetFileNameWithoutExtension(File);
}

/// <summary>The way of one request as engine/README.md lists it.</summary>
internal static partial class RequestWay
{
    private static readonly string[] Lines =
    [
        .. File.ReadLines(RepositoryRoot.PathOf("engine", "README.md"))
            .SkipWhile(line => line != "## One request's way")
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)),
    ];

    /// <summary>From the command to the wire.</summary>
    public static IReadOnlyList<WayStop> There { get; } =
        Read(Lines.TakeWhile(line => !line.StartsWith("And back", StringComparison.Ordinal)));

    /// <summary>From the result of a step to those who hear of it.</summary>
    public static IReadOnlyList<WayStop> Back { get; } =
        Read(Lines.SkipWhile(line => !line.StartsWith("And back", StringComparison.Ordinal)));

    private static List<WayStop> Read(IEnumerable<string> lines)
    {
        var stops = new List<WayStop>();
        foreach (var row in lines.Select(line => Row().Match(line)).Where(row => row.Success))
        {
            if (row.Groups["aside"].Success)
                stops[^1] = stops[^1] with { Asks = [.. stops[^1].Asks, row.Groups["file"].Value] };
            else
                stops.Add(new WayStop(row.Groups["file"].Value, []));
        }
        return stops;
    }

    [GeneratedRegex(@"^(?:\d+\.|(?<aside> +-)) \[(?<file>[\w/.]+)\]\(\k<file>\): \S")]
    private static partial Regex Row();
}
