using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions;

/// <summary>
/// The labels of the parts of a value, given to parts that were selected by way of JSON, where labels are lost: what is equal to a secret
/// part is secret as that is.
/// </summary>
internal sealed class PartLabelling
{
    private readonly Dictionary<Value, Value> labelled = new(ListItems.ByDepth);
    private LabelSet names;

    /// <param name="value">What is selected from.</param>
    /// <param name="path">A filter decides by what is in the value, so what it selects tells of all of it.</param>
    public static PartLabelling Of(Value value, string path)
    {
        var parts = new PartLabelling();
        if (value.Labels.IsEmpty)
            return parts;
        parts.names = path.Contains('?', StringComparison.Ordinal) ? value.Labels : LabelSet.None;
        parts.Note(value);
        return parts;
    }

    public Value Apply(Value selected) => labelled.Count == 0 && names.IsEmpty ? selected : Relabelled(selected).Labelled(names);

    private void Note(Value value)
    {
        if (value.Labels.IsEmpty)
            return;
        switch (value)
        {
            case ListValue list:
                names = names.Union(list.Own);
                foreach (var item in list.Items)
                    Note(item);
                break;
            case MapValue map:
                names = names.Union(map.Own);
                foreach (var member in map.Members)
                    Note(member.Value);
                break;
            default:
                labelled[value] = labelled.TryGetValue(value, out var known) ? known.Labelled(value.Labels) : value;
                break;
        }
    }

    private Value Relabelled(Value value) =>
        value switch
        {
            ListValue list => new ListValue([.. list.Items.Select(Relabelled)]),
            MapValue map => new MapValue([.. map.Members.Select(m => KeyValuePair.Create(m.Key, Relabelled(m.Value)))]),
            _ => labelled.GetValueOrDefault(value, value),
        };
}
