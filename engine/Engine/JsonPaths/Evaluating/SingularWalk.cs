using System.Text.Json;
using PingOneScenarios.Engine.JsonPaths.Expressions;

namespace PingOneScenarios.Engine.JsonPaths.Evaluating;

/// <summary>Follows a query of names and indexes only, without allocating.</summary>
internal static class SingularWalk
{
    /// <summary>Follows the query from the root or the current node.</summary>
    /// <param name="query">Must be singular.</param>
    /// <param name="start">The node the query begins at.</param>
    /// <param name="value">What is there, or the last node there was on the way.</param>
    /// <returns>How many segments found a node: all of them when the value is there.</returns>
    internal static int Run(Query query, JsonElement start, out JsonElement value)
    {
        value = start;
        for (var at = 0; at < query.Segments.Length; at++)
        {
            if (!TryChild(query.Segments[at].Selectors[0], value, out var child))
                return at;
            value = child;
        }
        return query.Segments.Length;
    }

    /// <summary>The child a name or an index takes.</summary>
    internal static bool TryChild(Selector selector, JsonElement node, out JsonElement child)
    {
        child = default;
        return selector switch
        {
            NameSelector name => node.ValueKind == JsonValueKind.Object && RawText.TryMember(node, name.Utf8Name, out child),
            IndexSelector index => node.ValueKind == JsonValueKind.Array && TryItem(node, index.Index, out child),
            _ => false,
        };
    }

    private static bool TryItem(JsonElement list, long index, out JsonElement item)
    {
        var length = list.GetArrayLength();
        var at = index < 0 ? length + index : index;
        var isThere = at >= 0 && at < length;
        item = isThere ? list[(int)at] : default;
        return isThere;
    }
}
