using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Values;

/// <summary>The labels of what a list or a map is made of.</summary>
internal static class PartLabels
{
    public static LabelSet Of(ImmutableArray<Value> items)
    {
        LabelGathering? gathered = null;
        foreach (var item in items)
            Add(ref gathered, item);
        return gathered?.ToSet() ?? LabelSet.None;
    }

    public static LabelSet Of(ImmutableArray<KeyValuePair<string, Value>> members)
    {
        LabelGathering? gathered = null;
        foreach (var member in members)
            Add(ref gathered, member.Value);
        return gathered?.ToSet() ?? LabelSet.None;
    }

    // Nearly no value has any.
    private static void Add(ref LabelGathering? gathered, Value part)
    {
        if (!part.Labels.IsEmpty)
            (gathered ??= new LabelGathering()).Add(part.Labels);
    }
}
