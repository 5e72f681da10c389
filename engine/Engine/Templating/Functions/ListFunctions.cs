using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>Lists as wholes. A list is never changed; each function gives a new one.</summary>
internal static class ListFunctions
{
    private static readonly Parameter List = new("list", ParameterKind.List);

    public static ImmutableArray<FunctionRow> Rows { get; } =
    [
        new("list.first", [List], "The first item; fails when the list is empty.", "list.first [\"a\", \"b\"]", a => NotEmpty(a)[0])
        {
            Keeps = [0],
        },
        new("list.last", [List], "The last item; fails when the list is empty.", "list.last [\"a\", \"b\"]", a => NotEmpty(a)[^1])
        {
            Keeps = [0],
        },
        new("list.size", [List], "The number of items.", "list.size [\"a\", \"b\"]", a => a.List(0).Items.Length) { Keeps = [0] },
        new(
            "list.contains",
            [List, new("value", ParameterKind.Any)],
            "Whether an item equals a value, or passes a predicate such as is.above 3.",
            "list.contains [\"openid\", \"profile\"] \"openid\"",
            a => a.List(0).Items.Any(item => ListItems.Fits(a[1]!, item, a.Work))
        ),
        new(
            "list.concat",
            [List, new("other", ParameterKind.List)],
            "The items of a list and behind them those of another.",
            "list.concat [1, 2] [3]",
            a => ListItems.Limited(a.List(0).Items.Concat(a.List(1).Items))
        )
        {
            Keeps = [0, 1],
        },
        new(
            "list.distinct",
            [List],
            "The list without the items that are equal to an earlier one.",
            "list.distinct [\"a\", \"b\", \"a\"]",
            a => ListItems.Limited(a.List(0).Items.Distinct(ListItems.ByDepth))
        ),
        new(
            "list.reverse",
            [List],
            "The items from the last to the first.",
            "list.reverse [1, 2]",
            a => ListItems.Limited(a.List(0).Items.Reverse())
        )
        {
            Keeps = [0],
        },
        new(
            "list.slice",
            [List, new("start", ParameterKind.Number), Parameter.Optional("length", ParameterKind.Number, "up to the end")],
            "The part of the list from a position on, counted from 0, or from the end when it is negative; what lies outside is left out.",
            "list.slice [1, 2, 3] 0 2",
            Slice
        )
        {
            Keeps = [0],
        },
        new(
            "list.flatten",
            [List],
            "The list with the items of each inner list in its place, one level deep.",
            "list.flatten [[1, 2], [3], 4]",
            a =>
                ListItems.Limited(
                    a.List(0).Items.SelectMany(item => item is ListValue inner ? inner.Items.Select(i => i.Labelled(inner.Own)) : [item])
                )
        )
        {
            Keeps = [0],
        },
        new(
            "list.range",
            [new("first", ParameterKind.Number), new("last", ParameterKind.Number)],
            "The whole numbers from the first to the last, both included and at most 10000; none when the last is below the first.",
            "list.range 1 5",
            Range
        ),
    ];

    private static ImmutableArray<Value> NotEmpty(Arguments a) =>
        a.List(0).Items is { IsEmpty: false } items ? items : throw new FunctionException("the list is empty", 0);

    private static ListValue Slice(Arguments a)
    {
        var items = a.List(0).Items;
        var start = a.Whole(1, int.MinValue, int.MaxValue);
        start = Math.Clamp(start < 0 ? items.Length + start : start, 0, items.Length);
        var taken = Math.Min(a.Whole(2, 0, int.MaxValue, items.Length), items.Length - start);
        return new ListValue(items.Slice((int)start, (int)taken));
    }

    private static ListValue Range(Arguments a)
    {
        const long Widest = 1L << 53;
        var first = a.Whole(0, -Widest, Widest);
        var count = Math.Max(0, a.Whole(1, -Widest, Widest) - first + 1);
        if (count > 10_000)
            throw new FunctionException("the range has more than 10000 numbers", 1);
        return new ListValue([.. Enumerable.Range(0, (int)count).Select(i => NumberValue.From(first + i))]);
    }
}
