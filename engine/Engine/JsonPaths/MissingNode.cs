using System.Globalization;
using System.Text;
using System.Text.Json;
using PingOneScenarios.Engine.JsonPaths.Evaluating;
using PingOneScenarios.Engine.JsonPaths.Expressions;
using PingOneScenarios.Engine.JsonPaths.Parsing;

namespace PingOneScenarios.Engine.JsonPaths;

/// <summary>Says where a path of names and indexes leaves a document. It names members, and never shows a value.</summary>
internal static class MissingNode
{
    private const int NamesShown = 12;
    private const int CharactersShown = 40;

    /// <summary>For example "$.user exists and is a map with the members id, name; it has no member emial".</summary>
    /// <param name="prefix">The part of the path that found a node.</param>
    /// <param name="node">That node.</param>
    /// <param name="missing">The selector that found nothing in it.</param>
    internal static string Describe(string prefix, JsonElement node, Selector missing) =>
        $"{prefix} exists and is {Kind(node)}; {Lack(node, missing, prefix)}";

    private static string Kind(JsonElement node) =>
        node.ValueKind switch
        {
            JsonValueKind.Object => Members(node),
            JsonValueKind.Array when node.GetArrayLength() == 0 => "an empty list",
            JsonValueKind.Array when node.GetArrayLength() == 1 => "a list of 1 item",
            JsonValueKind.Array => string.Create(CultureInfo.InvariantCulture, $"a list of {node.GetArrayLength()} items"),
            JsonValueKind.String => "text",
            JsonValueKind.Number => "a number",
            JsonValueKind.True or JsonValueKind.False => "true or false",
            JsonValueKind.Null => "null",
            _ => "nothing",
        };

    private static string Lack(JsonElement node, Selector missing, string prefix) =>
        (missing, node.ValueKind) switch
        {
            (NameSelector name, JsonValueKind.Object) => $"it has no member {Show(name.Name)}",
            (NameSelector name, JsonValueKind.Array) => $"only a map has a member {Show(name.Name)}; take an item first, as in {prefix}[0]",
            (NameSelector name, _) => $"only a map has a member {Show(name.Name)}",
            (IndexSelector index, JsonValueKind.Array) => string.Create(CultureInfo.InvariantCulture, $"it has no item {index.Index}"),
            (IndexSelector index, _) => string.Create(CultureInfo.InvariantCulture, $"only a list has an item {index.Index}"),
            _ => "nothing was found in it",
        };

    private static string Members(JsonElement map)
    {
        var count = map.GetPropertyCount();
        if (count == 0)
            return "an empty map";
        var names = string.Join(", ", map.EnumerateObject().Take(NamesShown).Select(member => Show(RawText.ReadName(member))));
        var more = count > NamesShown ? string.Create(CultureInfo.InvariantCulture, $" and {count - NamesShown} more") : "";
        return $"a map with the member{(count == 1 ? "" : "s")} {names}{more}";
    }

    /// <summary>A name as it is when it could stand after a dot, in quotes with escapes when it could not; shortened when long.</summary>
    private static string Show(string name)
    {
        var shown = name.Length > CharactersShown ? string.Concat(name.AsSpan(0, CharactersShown), "…") : name;
        return NameReader.IsSimple(name) && name.All(char.IsAscii) ? shown : $"\"{JsonEncodedText.Encode(Encoding.UTF8.GetBytes(shown))}\"";
    }
}
