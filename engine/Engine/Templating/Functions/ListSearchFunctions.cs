using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Lists by what is in their items: picking, searching and sorting.</summary>
internal static class ListSearchFunctions
{
    private static readonly Parameter List = new("list", ParameterKind.List);
    private static readonly Parameter Member = new("member", ParameterKind.Text);
    private static readonly Parameter Value = new("value", ParameterKind.Any);

    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new(
            "list.pluck",
            [List, Member, Parameter.Optional("default", ParameterKind.Any)],
            "A member of each map of the list; fails when one has no such member and no default is given.",
            "list.pluck [{id: 1}, {id: 2}] \"id\"",
            Pluck
        )
        {
            Keeps = [0, 2],
        },
        new(
            "list.where",
            [List, Member, Value],
            "The maps of the list whose member equals a value, or passes a predicate such as is.above 3.",
            "list.where [{id: 1, status: \"OK\"}, {id: 2}] \"status\" \"OK\"",
            a => new ListValue([.. Where(a)])
        ),
        new(
            "list.find",
            [List, Member, Value],
            "The first map of the list whose member equals a value, or passes a predicate such as is.above 3; fails when there is none.",
            "list.find [{id: 1, status: \"OK\"}, {id: 2}] \"status\" \"OK\"",
            Find
        ),
        new(
            "list.matching",
            [List, Value],
            "The items that themselves equal a value, or pass a predicate such as is.above 3.",
            "list.matching [1, 5, 1] 1",
            a => new ListValue([.. a.List(0).Items.Where(item => ListItems.Fits(a[1]!, item, a.Work))])
        ),
        new(
            "list.sort",
            [List, Parameter.Optional("member", ParameterKind.Text), Parameter.Optional("descending", ParameterKind.Boolean, "false")],
            "The items in ascending order, or the maps in the order of one member; numbers by size, text by code unit, and equal ones stay as they were.",
            "list.sort [3, 1, 2]",
            Sort
        ),
    ];

    private static ListValue Pluck(Arguments a)
    {
        var members = ListItems.Members(a.List(0), a.Text(1), 0);
        for (var i = 0; i < members.Length; i++)
            members[i] ??=
                a[2] ?? throw new FunctionException("an item has no member of that name", 1, $"the item at {i} has no member of that name");
        return new ListValue([.. members.Select(m => m!)]);
    }

    private static IEnumerable<Value> Where(Arguments a)
    {
        var members = ListItems.Members(a.List(0), a.Text(1), 0);
        return a.List(0).Items.Where((_, i) => ListItems.Fits(a[2]!, members[i], a.Work));
    }

    private static Value Find(Arguments a)
    {
        if (Where(a).FirstOrDefault() is { } found)
            return found;
        var members = ListItems.Members(a.List(0), a.Text(1), 0);
        var missing = members.Count(m => m is null);
        throw new FunctionException(
            "no item matches",
            missing == members.Length && missing > 0 ? 1 : 0,
            members.Length == 0 ? "the list is empty"
                : missing == members.Length ? $"none of the {Items(members.Length)} has a member of that name"
                : missing == 0 ? $"none of the {Items(members.Length)} matches"
                : $"none of the {Items(members.Length)} matches, and {missing} of them without a member of that name"
        );
    }

    private static string Items(int count) => count == 1 ? "1 item" : $"{count} items";

    private static ListValue Sort(Arguments a)
    {
        var items = a.List(0).Items;
        var keys = Keys(a);
        var order = Enumerable.Range(0, keys.Length);
        var comparer = Comparer<int>.Create(Comparison(keys));
        var sorted = a.Boolean(2) ? order.OrderByDescending(i => i, comparer) : order.OrderBy(i => i, comparer);
        return new ListValue([.. sorted.Select(i => items[i])]);
    }

    private static Value[] Keys(Arguments a)
    {
        var what = a.Has(1) ? "the member of the item" : "the item";
        Value?[] keys = a.Has(1) ? ListItems.Members(a.List(0), a.Text(1), 0) : [.. a.List(0).Items];
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] is not (NumberValue or TextValue))
                throw new FunctionException(
                    "only numbers or texts have an order",
                    0,
                    $"{what} at {i} is {keys[i]?.Kind ?? "missing"}, only numbers or texts have an order"
                );
            if (keys[i]!.Kind != keys[0]!.Kind)
                throw new FunctionException(
                    "numbers and texts together have no order",
                    0,
                    $"{what} at {i} is {keys[i]!.Kind} and the first is {keys[0]!.Kind}, they have no order"
                );
        }
        return keys!;
    }

    private static Comparison<int> Comparison(Value[] keys) =>
        keys.Length > 0 && keys[0] is TextValue
            ? (x, y) => string.CompareOrdinal(((TextValue)keys[x]).Text, ((TextValue)keys[y]).Text)
            : (x, y) => ((NumberValue)keys[x]).CompareTo((NumberValue)keys[y]);
}
