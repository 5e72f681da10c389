using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Http;

/// <summary>Query parameters and form fields that one expression gives: the members of a map, or a list of maps of one member each.</summary>
internal static class ComputedFields
{
    private const string Fix = "give it a map such as {limit: 10}, or a list of maps of one member each";

    /// <summary>Those of a request that is sent; how many there are is told openly.</summary>
    /// <exception cref="DiagnosticException">The value cannot be computed, is of another kind, or tells too much of a secret.</exception>
    public static ImmutableArray<(RenderedText Name, RenderedText Value)> Render(
        TemplateRenderer templates,
        Template template,
        VariableBag bag
    )
    {
        var value = templates.Render(template, bag).Value;
        ImmutableArray<(RenderedText Name, RenderedText Value)> fields = [.. Of(value, template.Span)];
        templates.Decide(CountLabels(value), TemplateRenderer.BitsOf(fields.Length), template.Span);
        return fields;
    }

    // The labels of whatever has a length: the whole, and each list in it.
    private static LabelSet CountLabels(Value value) =>
        value.Labels.IsEmpty
            ? LabelSet.None
            : value switch
            {
                MapValue map => map.Members.Aggregate(map.Own, (all, m) => all.Union(CountLabels(m.Value))),
                ListValue list => list.Items.Aggregate(list.Own, (all, i) => all.Union(CountLabels(i))),
                _ => LabelSet.None,
            };

    /// <summary>Names and values in their order; a member that is a list gives its name once for each item.</summary>
    /// <exception cref="DiagnosticException">The value is of another kind.</exception>
    public static IEnumerable<(RenderedText Name, RenderedText Value)> Of(Value value, SourceSpan span) =>
        value switch
        {
            MapValue map => map.Members.SelectMany(m => Member(map, m.Key, m.Value, value.Own, span)),
            ListValue list => list.Items.SelectMany(i => Pair(i, list.Own, span)),
            _ => throw Unfit(span, $"fields are a map or a list of pairs, this is {value.Kind}", Fix),
        };

    private static IEnumerable<(RenderedText Name, RenderedText Value)> Pair(Value item, LabelSet labels, SourceSpan span) =>
        item is MapValue { Members: [var only] } map ? Member(map, only.Key, only.Value, labels.Union(map.Own), span)
        : item is MapValue ? throw Unfit(span, "a pair of the list is a map of several members or none", Fix)
        : throw Unfit(span, $"a pair of the list is {item.Kind}", Fix);

    private static IEnumerable<(RenderedText Name, RenderedText Value)> Member(
        MapValue map,
        string name,
        Value value,
        LabelSet labels,
        SourceSpan span
    )
    {
        var shown = RenderedText.Of(new TextValue(name).Labelled(labels));
        if (value is not ListValue list)
            return [(shown, RenderedText.Of(Sendable(map, name, value, span).Labelled(labels)))];
        var all = labels.Union(list.Own);
        return list.Items.Select(i => (shown, RenderedText.Of(Sendable(map, name, i, span).Labelled(all))));
    }

    private static Value Sendable(MapValue map, string name, Value value, SourceSpan span) =>
        value is not (NullValue or ViewValue or PredicateValue)
            ? value
            : throw Unfit(
                span,
                new MessageDetail($"the field \"{name}\" is {value.Kind}", map.Labels).Told($"a field is {value.Kind}"),
                "leave it out with map.without, or give it a value with map.merge"
            );

    private static DiagnosticException Unfit(SourceSpan span, string what, string fix) => RequestRenderer.Unfit(span, what, fix);
}
