using System.Collections.Immutable;
using PingOneScenarios.Engine.Editing.Places;
using PingOneScenarios.Engine.Language;

namespace PingOneScenarios.Engine.Editing;

/// <summary>What may be written at a place, by the keys that lead to it; told from the tables of keys.</summary>
internal static class KeyPlaces
{
    private static readonly TableShape Scenario = ScenarioKeys.Scenario;
    private static readonly TableShape Environment = EnvironmentKeys.Environment;

    /// <summary>The keys of the map at a place, or none where an author may choose them.</summary>
    public static ImmutableArray<KeyRow> Keys(FileKind kind, ImmutableArray<string> map) =>
        [.. ShapesAt(kind, map).OfType<TableShape>().SelectMany(t => t.Rows)];

    /// <summary>The keys that may be added to the map at a place beside those that are there.</summary>
    public static ImmutableArray<KeyRow> KeysBeside(FileKind kind, ImmutableArray<string> map, ImmutableArray<string> there) =>
        [.. ShapesAt(kind, map).OfType<TableShape>().SelectMany(t => t.Rows.Where(r => !there.Contains(r.Name) && Fits(t, r.Name, there)))];

    private static bool Fits(TableShape table, string key, ImmutableArray<string> there) =>
        table.Rules.All(rule =>
            rule switch
            {
                OneOfRule one => !one.Keys.Contains(key) || !one.Keys.Any(there.Contains),
                AtMostOneRule one => !one.Keys.Contains(key) || !one.Keys.Any(there.Contains),
                ExcludesRule excludes when excludes.Key == key => !excludes.Others.Any(there.Contains),
                ExcludesRule excludes => !excludes.Others.Contains(key) || !there.Contains(excludes.Key),
                _ => true,
            }
        );

    /// <summary>The words that may stand at a place, where there are only a few.</summary>
    public static ImmutableArray<string> Words(FileKind kind, ImmutableArray<string> path) =>
        [
            .. ShapesAt(kind, path)
                .SelectMany<KeyShape, string>(s =>
                    s switch
                    {
                        ChoiceShape choice => choice.Words,
                        ScalarShape { Kind: ScalarKind.Flag } => ["true", "false"],
                        _ => [],
                    }
                ),
        ];

    private static IEnumerable<KeyShape> ShapesAt(FileKind kind, ImmutableArray<string> path)
    {
        IEnumerable<KeyShape> shapes = [kind == FileKind.Environment ? Environment : Scenario];
        foreach (var name in path)
            shapes = shapes.SelectMany(s => Below(s, name)).SelectMany(Each).ToList();
        return shapes;
    }

    private static IEnumerable<KeyShape> Below(KeyShape shape, string name) =>
        shape switch
        {
            TableShape table => table.Rows.Where(r => r.Name == name).Select(r => r.Shape),
            MapShape map when name != CursorKey.Item => [map.Value],
            ListShape list when name == CursorKey.Item => [list.Item],
            _ => [],
        };

    private static IEnumerable<KeyShape> Each(KeyShape shape) => shape is EitherShape either ? either.Shapes.SelectMany(Each) : [shape];
}
