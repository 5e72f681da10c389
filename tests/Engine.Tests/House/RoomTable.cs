using System.Text.RegularExpressions;

namespace PingOneScenarios.Engine.Tests.House;

/// <summary>Who may look where, as the table of engine/README.md says it.</summary>
internal static partial class RoomTable
{
    /// <summary>The rooms each room may look at, by its name.</summary>
    public static IReadOnlyDictionary<string, string[]> Read() =>
        File.ReadLines(RepositoryRoot.PathOf("engine", "README.md"))
            .SkipWhile(line => !line.StartsWith("## The rooms", StringComparison.Ordinal))
            .SkipWhile(line => !line.StartsWith("| ---", StringComparison.Ordinal))
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Select(line => Row().Match(line))
            .Where(row => row.Success)
            .ToDictionary(row => row.Groups[1].Value, row => Rights(row.Groups[2].Value), StringComparer.Ordinal);

    private static string[] Rights(string cell) => cell == "–" ? [] : cell.Split(", ");

    [GeneratedRegex(@"^\| `?([\w ]+?)`? \| .* \| ([^|]+) \|$")]
    private static partial Regex Row();
}
