using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace PingOneScenarios.Engine.Templating;

/// <summary>Every function an expression can call. There are no others.</summary>
internal sealed class FunctionTable
{
    // A frozen table costs more to make than all the looking up of a short run.
    private readonly Dictionary<string, FunctionRow> byName;
    private readonly HashSet<string> groups;

    /// <summary>Without any.</summary>
    public static FunctionTable Empty { get; } = new([]);

    public FunctionTable(IEnumerable<FunctionRow> rows)
    {
        Rows = [.. rows.OrderBy(r => r.Name, StringComparer.Ordinal)];
        byName = Rows.ToDictionary(r => r.Name, StringComparer.Ordinal);
        groups = Rows.Where(r => r.Name.Contains('.', StringComparison.Ordinal))
            .Select(r => r.Name[..r.Name.IndexOf('.', StringComparison.Ordinal)])
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Sorted by name.</summary>
    public ImmutableArray<FunctionRow> Rows { get; }

    public IEnumerable<string> Names => byName.Keys;

    public bool TryFind(string name, [NotNullWhen(true)] out FunctionRow? row) => byName.TryGetValue(name, out row);

    /// <summary>The functions whose name without the group is this one: <c>text.upper</c> for <c>upper</c>.</summary>
    public ImmutableArray<string> WithLastName(string name) =>
        [.. Rows.Select(r => r.Name).Where(n => n.EndsWith("." + name, StringComparison.OrdinalIgnoreCase))];

    /// <summary>Whether a name is the part before the dot of some function, such as <c>url</c>; variables cannot be called that.</summary>
    public bool IsGroup(string name) => groups.Contains(name);
}
