using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Engine.JsonPaths.Evaluating;

namespace PingOneScenarios.Engine.JsonPaths.Expressions;

/// <summary>What a parameter takes: one value, or all nodes of a path; RFC 9535 section 2.4.1.</summary>
internal enum PathParameterKind
{
    Value,
    Nodes,
}

/// <summary>A row of <see cref="PathFunctionTable"/>.</summary>
/// <param name="Name">As written in a path.</param>
/// <param name="Parameters">One entry an argument.</param>
/// <param name="Takes">The arguments in words, to follow "takes".</param>
/// <param name="Example">A correct use.</param>
internal abstract record Function(string Name, ImmutableArray<PathParameterKind> Parameters, string Takes, string Example);

/// <summary>A function of one argument whose result can be compared.</summary>
internal sealed record ValueFunction(string Name, ImmutableArray<PathParameterKind> Parameters, string Takes, string Example)
    : Function(Name, Parameters, Takes, Example)
{
    internal required Func<Operand, JsonElement, Evaluation, PathValue> Evaluate { get; init; }
}

/// <summary>
/// A function of a text and a pattern whose result is true or false. The pattern must match the whole text when IsWhole, else some part of it.
/// </summary>
internal sealed record PatternFunction(string Name, bool IsWhole, string Takes, string Example)
    : Function(Name, [PathParameterKind.Value, PathParameterKind.Value], Takes, Example);

/// <summary>The functions a filter can call; RFC 9535 sections 2.4.4 to 2.4.8.</summary>
internal static class PathFunctionTable
{
    private static readonly FrozenDictionary<string, Function> Rows = new Function[]
    {
        new ValueFunction("length", [PathParameterKind.Value], "one value", "length(@.name) > 3") { Evaluate = Functions.Length },
        new ValueFunction("count", [PathParameterKind.Nodes], "one path", "count(@.roles[*]) > 1") { Evaluate = Functions.Count },
        new ValueFunction("value", [PathParameterKind.Nodes], "one path", "value(@..id) == \"a\"") { Evaluate = Functions.Value },
        new PatternFunction("match", true, "a text and a pattern", "match(@.name, \"user-.*\")"),
        new PatternFunction("search", false, "a text and a pattern", "search(@.name, \"admin\")"),
    }.ToFrozenDictionary(row => row.Name, StringComparer.Ordinal);

    /// <summary>All names, for a message.</summary>
    internal static string Names { get; } = string.Join(", ", Rows.Keys.Order(StringComparer.Ordinal));

    /// <summary>Null when no function has this name.</summary>
    internal static Function? Find(string name) => Rows.GetValueOrDefault(name);
}
