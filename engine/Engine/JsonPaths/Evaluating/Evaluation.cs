using System.Text.Json;
using PingOneScenarios.Engine.JsonPaths.Patterns;

namespace PingOneScenarios.Engine.JsonPaths.Evaluating;

/// <summary>One application of a path to a document: what its root is and how much work is left.</summary>
internal sealed class Evaluation(JsonElement root)
{
    private readonly Dictionary<(string Pattern, bool IsWhole), Pattern?> _patterns = [];
    private int _visits = JsonPathLimits.Visits;

    internal JsonElement Root => root;

    internal void Visit(int count = 1)
    {
        _visits -= count;
        if (_visits < 0)
            throw new JsonPathLimitException("the path looks at too many nodes of the document");
    }

    /// <summary>Counts a search for a member by its name, which looks at all members.</summary>
    internal void VisitMembers(JsonElement node) => Visit(1 + (node.ValueKind == JsonValueKind.Object ? node.GetPropertyCount() / 16 : 0));

    /// <summary>Counts going through this many characters.</summary>
    internal void VisitText(int length) => Visit(1 + (length / 16));

    /// <summary>The pattern a text of the document holds; null when it is none.</summary>
    internal Pattern? PatternOf(string text, bool isWhole)
    {
        if (_patterns.TryGetValue((text, isWhole), out var known))
            return known;
        Visit(JsonPathLimits.VisitsPerPattern);
        Pattern.TryCompile(text, isWhole, out var pattern, out _);
        _patterns.Add((text, isWhole), pattern);
        return pattern;
    }
}
