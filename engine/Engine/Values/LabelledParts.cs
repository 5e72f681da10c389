namespace PingOneScenarios.Engine.Values;

/// <summary>What is secret of a value, and the value without it.</summary>
internal static class LabelledParts
{
    /// <summary>The value with the names of labels in place of what is secret of it; itself when nothing is.</summary>
    public static Value Shown(Value value) =>
        value.Labels.IsEmpty ? value
        : value is TextValue text ? new TextValue(text.ShownText)
        : !value.Own.IsEmpty ? new TextValue(value.Labels.Shown)
        : value switch
        {
            ListValue list => new ListValue([.. list.Items.Select(Shown)]),
            MapValue map => new MapValue([.. map.Members.Select(m => KeyValuePair.Create(m.Key, Shown(m.Value)))]),
            _ => new TextValue(value.Labels.Shown),
        };

    /// <summary>Every text and every number in a value, at any depth.</summary>
    public static IEnumerable<Value> Leaves(Value value) =>
        value switch
        {
            TextValue or NumberValue => [value],
            ListValue list => list.Items.SelectMany(Leaves),
            MapValue map => map.Members.SelectMany(m => Leaves(m.Value)),
            _ => [],
        };

    /// <summary>The value with other labels in the place of those its parts have.</summary>
    public static Value Relabelled(Value value, Func<LabelSet, LabelSet> change) =>
        value.Labels.IsEmpty
            ? value
            : value switch
            {
                TextValue text => new TextValue(
                    text.Text,
                    [.. text.Spans.Select(s => s with { Labels = change(s.Labels) }).Where(s => !s.Labels.IsEmpty)]
                ),
                NumberValue number => NumberValue.Same(number).Labelled(change(number.Labels)),
                BooleanValue boolean => ((Value)boolean.IsTrue).Labelled(change(boolean.Labels)),
                NullValue => Value.Null.Labelled(change(value.Labels)),
                ListValue list => new ListValue([.. list.Items.Select(i => Relabelled(i, change))]).Labelled(change(list.Own)),
                MapValue map => new MapValue([
                    .. map.Members.Select(m => KeyValuePair.Create(m.Key, Relabelled(m.Value, change))),
                ]).Labelled(change(map.Own)),
                _ => value,
            };

    /// <summary>Every stretch of text and every number in a value that is secret, with its labels.</summary>
    public static IEnumerable<(Value Part, LabelSet Labels)> Secrets(Value value) => Secrets(value, LabelSet.None);

    private static IEnumerable<(Value Part, LabelSet Labels)> Secrets(Value value, LabelSet outer) =>
        value.Labels.IsEmpty && outer.IsEmpty
            ? []
            : value switch
            {
                TextValue text when outer.IsEmpty => text.Spans.Select(s => ((Value)text.Text.Substring(s.Start, s.Length), s.Labels)),
                TextValue text => [(text, outer.Union(text.Labels))],
                NumberValue number => [(number, outer.Union(number.Labels))],
                ListValue list => list.Items.SelectMany(i => Secrets(i, outer.Union(list.Own))),
                MapValue map => map
                    .Members.SelectMany(m => Secrets(m.Value, outer.Union(map.Own)))
                    .Concat(map.Own.IsEmpty ? [] : map.Members.Select(m => ((Value)m.Key, map.Own))),
                _ => [],
            };
}
