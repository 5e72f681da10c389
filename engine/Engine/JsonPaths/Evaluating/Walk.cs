using System.Runtime.CompilerServices;
using System.Text.Json;
using PingOneScenarios.Engine.JsonPaths.Expressions;

namespace PingOneScenarios.Engine.JsonPaths.Evaluating;

/// <summary>
/// Follows the segments of a query through a document, depth first, which gives the order of RFC 9535 section 2.5.2.2. Every segment goes at least one level
/// down, so the walk is never deeper than the document. The methods return false when the sink has enough.
/// </summary>
internal ref struct Walk(Query query, Evaluation evaluation, NodeSink sink)
{
    private NodeSink _sink = sink;

    /// <summary>Walks the whole query and returns the sink with what was found.</summary>
    /// <param name="query">The query.</param>
    /// <param name="current">The node <c>@</c> stands for.</param>
    /// <param name="evaluation">Holds the node <c>$</c> stands for, and counts the work.</param>
    /// <param name="sink">Where nodes go.</param>
    internal static NodeSink Run(Query query, JsonElement current, Evaluation evaluation, NodeSink sink)
    {
        var walk = new Walk(query, evaluation, sink);
        walk.Follow(0, query.IsFromRoot ? evaluation.Root : current);
        return walk._sink;
    }

    private bool Follow(int at, JsonElement node)
    {
        evaluation.Visit();
        if (at == query.Segments.Length)
            return _sink.Add(node);
        if (!IsContainer(node))
            return true;
        return query.Segments[at].IsDescendant ? Descend(at, node) : Select(at, node);
    }

    private bool Descend(int at, JsonElement node)
    {
        if (!Select(at, node))
            return false;
        return node.ValueKind == JsonValueKind.Array ? DescendList(at, node) : DescendMap(at, node);
    }

    private bool DescendList(int at, JsonElement list)
    {
        foreach (var item in list.EnumerateArray())
        {
            evaluation.Visit();
            if (IsContainer(item) && !Descend(at, item))
                return false;
        }
        return true;
    }

    private bool DescendMap(int at, JsonElement map)
    {
        foreach (var member in map.EnumerateObject())
        {
            evaluation.Visit();
            var value = member.Value;
            if (IsContainer(value) && !Descend(at, value))
                return false;
        }
        return true;
    }

    private bool Select(int at, JsonElement node)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new JsonPathLimitException("the document is nested too deep for the path");
        foreach (var selector in query.Segments[at].Selectors)
        {
            var goesOn = selector switch
            {
                SliceSelector slice => SelectSlice(slice, at, node),
                WildcardSelector => SelectChildren(null, at, node),
                FilterSelector filter => SelectChildren(filter.Condition, at, node),
                _ => !SingularWalk.TryChild(selector, node, out var child) || Follow(at + 1, child),
            };
            if (!goesOn)
                return false;
        }
        return true;
    }

    private bool SelectChildren(Condition? condition, int at, JsonElement node)
    {
        if (node.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in node.EnumerateArray())
            {
                if (!SelectChild(condition, at, item))
                    return false;
            }
            return true;
        }
        foreach (var member in node.EnumerateObject())
        {
            if (!SelectChild(condition, at, member.Value))
                return false;
        }
        return true;
    }

    private bool SelectChild(Condition? condition, int at, JsonElement child)
    {
        evaluation.Visit();
        return (condition is not null && !Conditions.Holds(condition, child, evaluation)) || Follow(at + 1, child);
    }

    private bool SelectSlice(SliceSelector slice, int at, JsonElement node)
    {
        if (node.ValueKind != JsonValueKind.Array)
            return true;
        foreach (var item in SliceItems.Of(slice, node))
        {
            if (!Follow(at + 1, item))
                return false;
        }
        return true;
    }

    private static bool IsContainer(JsonElement node) => node.ValueKind is JsonValueKind.Object or JsonValueKind.Array;
}
