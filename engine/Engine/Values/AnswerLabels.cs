using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Values;

/// <summary>Gives each part of an answer that is read the labels of the secrets in it (trust rule 3).</summary>
/// <param name="mask">Knows the secrets of the run.</param>
/// <param name="sent">Secrets too short to be known again anywhere else, that the request carried: most servers give back what they were given.</param>
internal sealed class AnswerLabels(SecretMask mask, ImmutableArray<(string Text, LabelSet Labels)> sent)
{
    /// <summary>In letters; what is shorter stands everywhere.</summary>
    public const int ShortestSent = 4;

    /// <summary>For what is no answer: nothing is known again.</summary>
    public static AnswerLabels None { get; } = new(new SecretMask(), []);

    /// <summary>The same value with labels; itself when nothing in it is secret.</summary>
    public Value Of(Value value) =>
        value switch
        {
            TextValue text => Of(text),
            NumberValue number => Of(number),
            ListValue list => Of(list),
            MapValue map => Of(map),
            _ => value,
        };

    private TextValue Of(TextValue text)
    {
        var spans = SpansIn(text.Text);
        return spans.IsEmpty ? text : (TextValue)new TextValue(text.Text, spans).Labelled(text.Labels);
    }

    private Value Of(NumberValue number)
    {
        var labels = mask.LabelsOf(number);
        if (number.ToString() is { Length: >= ShortestSent } written)
        {
            foreach (var span in SpansIn(written))
                labels = labels.Union(span.Labels);
        }
        return number.Labelled(labels);
    }

    private ListValue Of(ListValue list)
    {
        ImmutableArray<Value>.Builder? items = null;
        for (var i = 0; i < list.Items.Length; i++)
        {
            var item = Of(list.Items[i]);
            if (ReferenceEquals(item, list.Items[i]))
                continue;
            items ??= list.Items.ToBuilder();
            items[i] = item;
        }
        return items is null ? list : (ListValue)new ListValue(items.ToImmutable()).Labelled(list.Own);
    }

    private MapValue Of(MapValue map)
    {
        ImmutableArray<KeyValuePair<string, Value>>.Builder? members = null;
        var names = map.Own;
        for (var i = 0; i < map.Members.Length; i++)
        {
            var (name, value) = map.Members[i];
            foreach (var span in SpansIn(name))
                names = names.Union(span.Labels);
            var member = Of(value);
            if (ReferenceEquals(member, value))
                continue;
            members ??= map.Members.ToBuilder();
            members[i] = new(name, member);
        }
        return (MapValue)(members is null ? map : new MapValue(members.ToImmutable())).Labelled(names);
    }

    private ImmutableArray<LabelledSpan> SpansIn(string text)
    {
        var spans = mask.Labelled(text);
        if (!spans.IsEmpty || sent.IsDefaultOrEmpty)
            return spans;
        foreach (var (part, labels) in sent)
        {
            if (text.Contains(part, StringComparison.OrdinalIgnoreCase))
                return [new LabelledSpan(0, text.Length, labels)];
        }
        return [];
    }
}
