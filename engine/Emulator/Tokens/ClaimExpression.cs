using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PingOneScenarios.Emulator.Tokens;

/// <summary>
/// The value of a claim mapping: text with <c>${…}</c> in it. Of PingOne's expressions it knows paths below <c>user</c> and
/// <c>context.requestData</c>, and texts in quotes.
/// </summary>
internal sealed partial class ClaimExpression
{
    private readonly ImmutableArray<(string? Text, ImmutableArray<string> Path)> parts;

    private ClaimExpression(ImmutableArray<(string?, ImmutableArray<string>)> parts) => this.parts = parts;

    /// <summary>Null when there is something in it that the emulator does not know.</summary>
    public static ClaimExpression? Parse(string value)
    {
        var parts = ImmutableArray.CreateBuilder<(string?, ImmutableArray<string>)>();
        var start = 0;
        for (var open = Open(value, 0); open >= 0; open = Open(value, start))
        {
            var close = value.IndexOf('}', open);
            if (close < 0 || Inside(value[(open + 2)..close].Trim()) is not { } inside)
                return null;
            if (open > start)
                parts.Add((value[start..open], []));
            parts.Add(inside);
            start = close + 1;
        }
        if (start < value.Length)
            parts.Add((value[start..], []));
        return new ClaimExpression(parts.ToImmutable());
    }

    /// <summary>Null when there is no such value; one path alone keeps its JSON type.</summary>
    /// <param name="find">Finds the value at a path.</param>
    public JsonNode? Evaluate(Func<ImmutableArray<string>, JsonNode?> find)
    {
        if (parts is [{ Text: null, Path: var path }])
            return find(path);
        return string.Concat(parts.Select(part => part.Text ?? TextOf(find(part.Path))));
    }

    private static int Open(string value, int from) => value.IndexOf("${", from, StringComparison.Ordinal);

    private static (string?, ImmutableArray<string>)? Inside(string text)
    {
        if (text.Length >= 2 && text[0] is '\'' or '"' && text.IndexOf(text[0], 1) == text.Length - 1)
            return (text[1..^1], []);
        if (!PathPattern().IsMatch(text))
            return null;
        var path = text.Replace("?.", ".", StringComparison.Ordinal).Split('.');
        return (null, [.. path[0] == "#root" ? path.Skip(1) : path]);
    }

    private static string TextOf(JsonNode? node) =>
        node is null ? ""
        : node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>()
        : node.ToJsonString();

    [GeneratedRegex(@"^(#root\??\.)?(user|context\??\.requestData)(\??\.[A-Za-z_][A-Za-z0-9_-]*)+\z")]
    private static partial Regex PathPattern();
}
