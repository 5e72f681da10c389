using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using PingOneScenarios.Engine.JsonPaths.Evaluating;
using PingOneScenarios.Engine.JsonPaths.Expressions;
using PingOneScenarios.Engine.JsonPaths.Parsing;

namespace PingOneScenarios.Engine.JsonPaths;

/// <summary>A JSONPath of RFC 9535, parsed once and applied to many documents, by several threads at once if need be.</summary>
internal sealed class JsonPath
{
    private readonly Query _query;

    private JsonPath(string text, Query query)
    {
        Text = text;
        _query = query;
    }

    /// <summary>The path as written.</summary>
    internal string Text { get; }

    /// <summary>True when the path has names and indexes only and so finds at most one node; RFC 9535 section 2.3.5.1.</summary>
    internal bool IsSingular => _query.IsSingular;

    /// <summary>The name the path ends with, as <c>id</c> in <c>$.user.id</c> and <c>$..id</c>; null when it ends otherwise.</summary>
    internal string? LastName => _query.Segments is [.., { Selectors: [NameSelector name] }] ? name.Name : null;

    internal static bool TryParse(string text, [NotNullWhen(true)] out JsonPath? path, [NotNullWhen(false)] out JsonPathError? error)
    {
        var scanner = new PathScanner(text);
        var query = QueryParser.ReadWhole(scanner);
        path = query is null ? null : new JsonPath(text, query);
        error = query is null ? scanner.Error! : null;
        return query is not null;
    }

    /// <summary>The nodes the path finds, in the order of RFC 9535.</summary>
    /// <exception cref="JsonPathLimitException">The path asks for too much; see <see cref="JsonPathLimits"/>.</exception>
    internal IReadOnlyList<JsonElement> Select(JsonElement root)
    {
        if (IsSingular)
            return SelectSingle(root, out var value) ? [value] : [];
        var nodes = new List<JsonElement>();
        Walk.Run(_query, root, new Evaluation(root), NodeSink.Into(nodes));
        return nodes;
    }

    /// <summary>The node of a path that finds exactly one. Allocates nothing when the path is singular.</summary>
    /// <exception cref="JsonPathLimitException">The path is not singular and asks for too much; see <see cref="JsonPathLimits"/>.</exception>
    internal bool SelectSingle(JsonElement root, out JsonElement value)
    {
        if (IsSingular)
        {
            var isThere = SingularWalk.Run(_query, root, out var reached) == _query.Segments.Length;
            value = isThere ? reached : default;
            return isThere;
        }
        var found = Walk.Run(_query, root, new Evaluation(root), NodeSink.Counting(enough: 2));
        value = found.Count == 1 ? found.First : default;
        return found.Count == 1;
    }

    /// <summary>How far a singular path goes and what is there instead, without any value of the document; null when it finds a node or is not singular.</summary>
    internal string? FirstMissing(JsonElement root)
    {
        if (!IsSingular)
            return null;
        var found = SingularWalk.Run(_query, root, out var reached);
        if (found == _query.Segments.Length)
            return null;
        var prefix = found == 0 ? "$" : Text[.._query.Segments[found - 1].End];
        return MissingNode.Describe(prefix, reached, _query.Segments[found].Selectors[0]);
    }

    public override string ToString() => Text;
}
