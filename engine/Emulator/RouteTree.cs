using System.Collections.Immutable;

namespace PingOneScenarios.Emulator;

/// <summary>The routes by the parts of their paths; a part as it is written goes before a <c>{name}</c>.</summary>
internal sealed class RouteTree
{
    private readonly RouteNode root = new();

    public RouteTree(IEnumerable<Route> routes)
    {
        foreach (var route in routes)
            Add(route);
    }

    /// <summary>Null when no route has the path; else the routes of it, and the values of its parts.</summary>
    public RouteMatch? Find(string path)
    {
        // Of OPTIONS * the path is empty.
        if (!path.StartsWith('/'))
            return null;
        var node = root;
        List<string>? values = null;
        foreach (var range in path.AsSpan(1).Split('/'))
        {
            var part = path.AsSpan(1)[range];
            if (node.WrittenAs(part) is { } next)
                node = next;
            else if (node.Named is { } named)
            {
                (values ??= []).Add(part.ToString());
                node = named;
            }
            else
                return null;
        }
        return node.Routes.Count == 0 ? null : new RouteMatch(node.Routes, values is null ? PathValues.None : new(node.Names, [.. values]));
    }

    /// <exception cref="InvalidOperationException">Two routes have the same method and path, or name the same part differently.</exception>
    private void Add(Route route)
    {
        var node = root;
        var path = route.Path.AsSpan(1);
        foreach (var range in path.Split('/'))
            node = node.Below(path[range], route);
        foreach (var other in node.Routes)
            if (other.Method == route.Method)
                throw new InvalidOperationException($"{route.Method} {route.Path} is there twice");
        node.Routes.Add(route);
    }

    private sealed class RouteNode
    {
        // Null while no part lies below as it is written: most nodes are ends.
        private Dictionary<string, RouteNode>? written;

        public RouteNode? Named { get; private set; }
        public ImmutableArray<string> Names { get; private init; } = [];
        public List<Route> Routes { get; } = [];

        public RouteNode? WrittenAs(ReadOnlySpan<char> part) =>
            written is not null && written.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(part, out var below) ? below : null;

        public RouteNode Below(ReadOnlySpan<char> part, Route route)
        {
            if (!part.StartsWith('{'))
                return WrittenAs(part) ?? Write(part.ToString());
            Named ??= new RouteNode { Names = Names.Add(part[1..^1].ToString()) };
            return part[1..^1].SequenceEqual(Named.Names[^1])
                ? Named
                : throw new InvalidOperationException($"{route.Path} calls {part} what others call {{{Named.Names[^1]}}}");
        }

        private RouteNode Write(string part) => (written ??= new(StringComparer.Ordinal))[part] = new RouteNode { Names = Names };
    }
}

/// <summary>What there is at a path.</summary>
/// <param name="Routes">One of each method.</param>
/// <param name="Values">Of the parts of the path.</param>
internal readonly record struct RouteMatch(IReadOnlyList<Route> Routes, PathValues Values)
{
    public IEnumerable<string> Methods => Routes.Select(route => route.Method);

    /// <summary>Null when there is none of the method.</summary>
    public Route? By(string method)
    {
        for (var i = 0; i < Routes.Count; i++)
            if (Routes[i].Method == method)
                return Routes[i];
        return null;
    }
}
