using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;
using Scriban.Syntax;

namespace PingOneScenarios.Engine.Templating.Nodes;

/// <summary>An item of a list by position (from the end when negative), or a member of a map by computed name.</summary>
internal sealed class IndexNode(ScriptNode origin, ValueNode target, ValueNode index, bool mayBeMissing) : ValueNode(origin)
{
    public override string Label => "[…]";

    public override ImmutableArray<ValueNode> Parts => [target, index];

    protected override Value ValueIn(EvaluationScope scope)
    {
        var value = Evaluate(scope, target);
        if (value is NullValue && mayBeMissing)
            return value;
        var key = Evaluate(scope, index);
        var found = value switch
        {
            ListValue list => Item(list, key),
            MapValue or ViewValue => Member(value, key),
            _ => throw Wrong(target, $"{value.Kind} has no items", "only lists and maps have items"),
        };
        return found.Labelled(value.Own.Union(key.Labels));
    }

    private Value Item(ListValue list, Value key)
    {
        if (key is not NumberValue { AsInteger: { } position })
            throw Wrong(index, $"a position in a list is a whole number, this is {key.Kind}", "count from 0, or from -1 at the end");
        var at = position < 0 ? position + list.Items.Length : position;
        if (at >= 0 && at < list.Items.Length)
            return list.Items[(int)at];
        return mayBeMissing
            ? Value.Null
            : throw Wrong(
                index,
                "the list has no item there",
                "count from 0",
                detail: new($"the list has {list.Items.Length} items, there is none at {position}", list.Own.Union(key.Labels))
            );
    }

    private Value Member(Value map, Value key)
    {
        if (key is not TextValue name)
            throw Wrong(index, $"the name of a member is text, this is {key.Kind}", "write the name in quotes");
        if (map.TryGetMember(name.Text, out var found))
            return found;
        return mayBeMissing
            ? Value.Null
            : throw Wrong(
                index,
                "there is no member of that name",
                "look at the names of its members",
                detail: new(null, map.Own, "its members are " + string.Join(", ", map.MemberNames.Take(20)))
            );
    }
}
