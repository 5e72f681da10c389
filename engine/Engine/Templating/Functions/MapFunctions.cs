using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Maps. A map is never changed; each function gives a new one, with the members in their order.</summary>
internal static class MapFunctions
{
    private static readonly Parameter Map = new("map", ParameterKind.Map);
    private static readonly Parameter Name = new("name", ParameterKind.Text);
    private static readonly Parameter Names = new("names", ParameterKind.List);

    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new("map.keys", [Map], "The names of the members as a list.", "map.keys {a: 1, b: 2}", a => Texts(a.Map(0).MemberNames))
        {
            Keeps = [0],
        },
        new("map.values", [Map], "The values of the members as a list.", "map.values {a: 1, b: 2}", a => Values(a.Map(0))) { Keeps = [0] },
        new(
            "map.get",
            [Map, Name, Parameter.Optional("default", ParameterKind.Any)],
            "The member of a computed name; fails when there is none and no default is given.",
            "map.get {a: 1} \"b\" 0",
            Get
        )
        {
            Keeps = [0, 2],
        },
        new(
            "map.has",
            [Map, Name],
            "Whether there is a member of that name, also with the value null.",
            "map.has {a: 1} \"a\"",
            a => Has(a, a.Text(1))
        ),
        new(
            "map.merge",
            [Map, new("other", ParameterKind.Map)],
            "The members of both maps; where both have one, that of the other map, whole.",
            "map.merge {a: 1, b: 2} {b: 3}",
            Merge
        )
        {
            Keeps = [0, 1],
        },
        new(
            "map.pick",
            [Map, Names],
            "The map with only the members of these names; fails when one is missing.",
            "map.pick {a: 1, b: 2, c: 3} [\"a\", \"b\"]",
            Pick
        )
        {
            Keeps = [0],
        },
        new(
            "map.without",
            [Map, Names],
            "The map without the members of these names, which need not be there.",
            "map.without {a: 1, b: 2} [\"b\"]",
            Without
        )
        {
            Keeps = [0],
        },
        new(
            "map.pairs",
            [Map],
            "The members as a list of maps with name and value, as for_each takes it.",
            "map.pairs {a: 1}",
            a => new ListValue([.. a.Map(0).Members.Select(m => new MapValue([new("name", m.Key), new("value", m.Value)]))])
        )
        {
            Keeps = [0],
        },
        new(
            "map.of",
            [Names, new("values", ParameterKind.List)],
            "The map of names from one list and the values at the same places in another.",
            "map.of [\"a\", \"b\"] [1, 2]",
            Of
        )
        {
            Keeps = [1],
        },
    ];

    private static ListValue Texts(IEnumerable<string> texts) => new([.. texts.Select(t => new TextValue(t))]);

    private static ListValue Values(MapValue map) => new([.. map.Members.Select(m => m.Value)]);

    private static bool Has(Arguments a, string name) => a.Map(0).TryGetMember(name, out _);

    private static Value Get(Arguments a) =>
        a.Map(0).TryGetMember(a.Text(1), out var value)
            ? value
            : a[2] ?? throw new FunctionException("there is no member of that name", 1, $"there is no member of that name, {Known(a)}");

    private static MapValue Merge(Arguments a)
    {
        var (first, second) = (a.Map(0), a.Map(1));
        return new MapValue([
            .. first.Members.Select(m => second.TryGetMember(m.Key, out var value) ? KeyValuePair.Create(m.Key, value) : m),
            .. second.Members.Where(m => !Has(a, m.Key)),
        ]);
    }

    private static MapValue Pick(Arguments a)
    {
        var names = NamesAt(a, 1).ToHashSet(StringComparer.Ordinal);
        return names.All(n => Has(a, n))
            ? new MapValue([.. a.Map(0).Members.Where(m => names.Contains(m.Key))])
            : throw new FunctionException("a member of these names is missing", 1, $"a member of these names is missing, {Known(a)}");
    }

    private static MapValue Without(Arguments a)
    {
        var names = NamesAt(a, 1).ToHashSet(StringComparer.Ordinal);
        return new MapValue([.. a.Map(0).Members.Where(m => !names.Contains(m.Key))]);
    }

    private static MapValue Of(Arguments a)
    {
        var names = NamesAt(a, 0);
        var values = a.List(1).Items;
        if (names.Length != values.Length)
            throw new FunctionException(
                "there are not as many values as names",
                1,
                $"there are {names.Length} names and {values.Length} values"
            );
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            if (!seen.Add(names[i]))
                throw new FunctionException("a name is there twice", 0, $"the name at {i} is there twice");
        }
        return new MapValue([.. names.Select((name, i) => KeyValuePair.Create(name, values[i]))]);
    }

    private static string[] NamesAt(Arguments a, int index) =>
        [
            .. a.List(index)
                .Items.Select(
                    (item, i) =>
                        item is TextValue t
                            ? t.Text
                            : throw new FunctionException("a name is no text", index, $"the name at {i} is {item.Kind}")
                ),
        ];

    private static string Known(Arguments a) =>
        a.Map(0).MemberNames is { IsEmpty: false } names ? $"the members are {string.Join(", ", names.Take(20))}" : "the map is empty";
}
