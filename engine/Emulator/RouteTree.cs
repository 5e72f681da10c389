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

    /// <summary>Null when no route has the path; else the routes of it by method, and the values of its parts.</summary>
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
            if (node.Written.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(part, out var next))
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
        foreach (var part in route.Path[1..].Split('/'))
            node = node.Below(part, route);
        if (!node.Routes.TryAdd(route.Method, route))
            throw new InvalidOperationException($"{route.Method} {route.Path} is there twice");
    }

    private sealed class RouteNode
    {
        public Dictionary<string, RouteNode> Written { get; } = new(StringComparer.Ordinal);
        public RouteNode? Named { get; private set; }
        public ImmutableArray<string> Names { get; private init; } = [];
        public Dictionary<string, Route> Routes { get; } = new(StringComparer.Ordinal);

        public RouteNode Below(string part, Route route)
        {
            if (!part.StartsWith('{'))
                return Written.TryGetValue(part, out var known) ? known : Written[part] = new RouteNode { Names = Names };
            Named ??= new RouteNode { Names = Names.Add(part[1..^1]) };
            return Named.Names[^1] == part[1..^1]
                ? Named
                : throw new InvalidOperationException($"{route.Path} calls {part} what others call {{{Named.Names[^1]}}}");
        }
    }
}

/// <summary>What there is at a path.</summary>
internal readonly record struct RouteMatch(IReadOnlyDictionary<string, Route> Routes, PathValues Values);
