using System.Text.Json;

namespace PingOneScenarios.Engine.JsonPaths.Evaluating;

/// <summary>Takes the nodes a walk finds, and says when it has enough of them.</summary>
internal struct NodeSink
{
    private readonly List<JsonElement>? _nodes;
    private readonly int _enough;

    private NodeSink(List<JsonElement>? nodes, int enough)
    {
        _nodes = nodes;
        _enough = enough;
    }

    internal int Count { get; private set; }

    /// <summary>Undefined when nothing was found.</summary>
    internal JsonElement First { get; private set; }

    /// <summary>A sink that keeps all nodes.</summary>
    internal static NodeSink Into(List<JsonElement> nodes) => new(nodes, int.MaxValue);

    /// <summary>A sink that counts, and keeps only the first.</summary>
    /// <param name="enough">The count after which the walk can stop.</param>
    internal static NodeSink Counting(int enough = int.MaxValue) => new(null, enough);

    /// <summary>False when the walk can stop.</summary>
    internal bool Add(JsonElement node)
    {
        if (Count++ == 0)
            First = node;
        if (_nodes is not null)
        {
            if (_nodes.Count == JsonPathLimits.Nodes)
                throw new JsonPathLimitException($"the path finds more than {JsonPathLimits.Nodes} nodes");
            _nodes.Add(node);
        }
        return Count < _enough;
    }
}
