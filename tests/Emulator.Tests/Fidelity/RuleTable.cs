using System.Collections.Immutable;

namespace PingOneScenarios.Emulator.Tests.Fidelity;

/// <summary>The rules of PingOne that the emulator is measured by, from the files in <c>Rules</c>.</summary>
internal static class RuleTable
{
    private const string Extension = ".tsv";

    /// <summary>Number and title, in the order of the page.</summary>
    public static ImmutableArray<(string Number, string Title)> Sections { get; } =
    [.. Rows("sections").Select(cells => (cells[0], cells[1]))];

    /// <summary>Short name and address.</summary>
    public static ImmutableArray<(string Name, string Address)> Sources { get; } =
    [.. Rows("sources").Select(cells => (cells[0], cells[1]))];

    /// <summary>By section and number.</summary>
    public static ImmutableArray<Rule> Rules { get; } =
    [.. Names().Where(name => char.IsAsciiDigit(name[0])).Order(StringComparer.Ordinal).SelectMany(Rows).Select(RuleOf)];

    private static readonly (string Path, string Basis, string Source) own = ("", "the emulator's own", "–");

    /// <summary>The beginning of a path, what is known of the endpoints below it, and where from.</summary>
    private static readonly ImmutableArray<(string Path, string Basis, string Source)> endpoints =
    [
        .. Rows("endpoints").Select(cells => (cells[0], cells[1], cells[2])),
    ];

    /// <summary>What is known of an endpoint; one that is nowhere below a known path is the emulator's own.</summary>
    public static (string Path, string Basis, string Source) BasisOf(string path) =>
        endpoints
            .Where(endpoint => path.StartsWith(endpoint.Path, StringComparison.Ordinal))
            .OrderByDescending(endpoint => endpoint.Path.Length)
            .FirstOrDefault(own);

    private static Rule RuleOf(string[] cells) =>
        new(cells[0], IsDocumented(cells), cells[2], cells[3], cells.Length > 4 ? cells[4] : null);

    private static bool IsDocumented(string[] cells) =>
        cells[1] switch
        {
            "documented" => true,
            "inferred" => false,
            _ => throw new InvalidDataException($"The basis of rule {cells[0]} is \"{cells[1]}\"; write documented or inferred."),
        };

    private static IEnumerable<string> Names() =>
        typeof(RuleTable)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(Extension, StringComparison.Ordinal))
            .Select(name => name[..^Extension.Length]);

    private static IEnumerable<string[]> Rows(string name)
    {
        using var reader = new StreamReader(typeof(RuleTable).Assembly.GetManifestResourceStream(name + Extension)!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r').Split('\t'))];
    }
}
