using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Formatting;

/// <summary>Whether two trees mean the same: everything is equal but the order of keys that have a table.</summary>
internal static class TreeCheck
{
    public static bool AreSame(LocatedNode one, LocatedNode other, FormatLevel place) =>
        (one, other) switch
        {
            (ScalarNode a, ScalarNode b) => a.Text.Text == b.Text.Text && a.IsPlain == b.IsPlain,
            (SequenceNode a, SequenceNode b) => AreSame(a, b, place),
            (MappingNode a, MappingNode b) => AreSame(a, b, place),
            _ => false,
        };

    private static bool AreSame(SequenceNode one, SequenceNode other, FormatLevel place) =>
        one.Items.Length == other.Items.Length && one.Items.Zip(other.Items).All(pair => AreSame(pair.First, pair.Second, place.Each));

    private static bool AreSame(MappingNode one, MappingNode other, FormatLevel place) =>
        one.Entries.Length == other.Entries.Length
        && (!place.Keys.IsEmpty || one.Entries.Zip(other.Entries).All(pair => pair.First.Name == pair.Second.Name))
        && one.Entries.All(e => other.Find(e.Name) is { } same && AreSame(e.Value, same.Value, place.Under(e.Name)));
}
