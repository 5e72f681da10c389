using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Http;

namespace PingOneScenarios.Scenarios.Tests.Driving;

/// <summary>Every change of an answer in one way: its status, a header, a member, its body, a token in it.</summary>
internal static partial class Lies
{
    private const string OtherId = "0b5f64f0-7d1b-4a53-8b0e-1f6f6a2f9c11";

    public static IEnumerable<Lie> About(Told to, HttpExchange answer)
    {
        foreach (
            var status in new[]
            {
                answer.Status == 200 ? 202 : 200,
                answer.Status == 302 ? 303 : 204,
                answer.Status == 400 ? 422 : 400,
                401,
                503,
            }
        )
            if (status != answer.Status)
                yield return new Lie(to, "status", status.ToString(CultureInfo.InvariantCulture), e => e with { Status = status });
        foreach (var lie in AboutHeaders(to, answer).Concat(AboutBody(to, answer)))
            yield return lie;
        if (answer.Json is not { } root)
            yield break;
        foreach (var path in Members(JsonNode.Parse(root.GetRawText())!))
        foreach (var lie in AboutMember(to, path).Where(l => l.Kind != "empty" || l.Tell(answer).Body.Length != answer.Body.Length))
            yield return lie;
    }

    private static IEnumerable<Lie> AboutHeaders(Told to, HttpExchange answer)
    {
        foreach (var name in answer.Headers.Select(h => h.Key).Distinct())
            yield return new Lie(to, "header", $"{name} dropped", e => Without(e, name));
        if (answer.Header("location") is not { } location)
            yield break;
        (string What, Func<string, string> Change)[] changes =
        [
            ("to another host", l => "https://elsewhere.example/" + l[(l.IndexOf('/', 8) + 1)..]),
            ("without a query", l => l.Split('?')[0]),
            ("with an error", l => $"{l.Split('?')[0]}?error=access_denied"),
            ("with its values emptied", l => QueryValue().Replace(l, "=")),
            ("with its names changed", l => QueryName().Replace(l, m => m.Value[0] + "x" + m.Value[1..])),
            ("with an error beside the rest", l => $"{l}&error=server_error"),
        ];
        foreach (var (what, change) in changes)
            yield return new Lie(to, "header", $"location {what}", e => With(e, "location", change));
    }

    private static IEnumerable<Lie> AboutBody(Told to, HttpExchange answer)
    {
        if (answer.Body.Length == 0)
            yield break;
        yield return new Lie(to, "body", "cut in half", e => e with { Body = e.Body[..(e.Body.Length / 2)] });
        yield return new Lie(to, "body", "without its last byte", e => e with { Body = e.Body[..^1] });
        yield return new Lie(to, "body", "empty", e => e with { Body = [] });
        yield return new Lie(to, "body", "a page", e => e with { Body = "<html><body>Welcome</body></html>"u8.ToArray() });
        yield return new Lie(to, "body", "an empty object", e => e with { Body = "{}"u8.ToArray() });
        yield return new Lie(to, "body", "in a list", e => e with { Body = [.. "["u8, .. e.Body, .. "]"u8] });
        yield return new Lie(to, "body", "an error", e => e with { Body = """{"code":"INVALID_DATA","message":"no"}"""u8.ToArray() });
    }

    private static IEnumerable<Lie> AboutMember(Told to, ImmutableArray<string> path)
    {
        var place = "$" + string.Concat(path.Select(p => "." + p));
        yield return Change("drop", (parent, name) => Remove(parent, name));
        yield return Change("rename", Rename);
        yield return Change("type", (parent, name) => Set(parent, name, OtherType(Get(parent, name))));
        yield return Change("empty", (parent, name) => Set(parent, name, Emptied(Get(parent, name))));
        yield return Change("other", (parent, name) => Set(parent, name, Other(Get(parent, name))));
        if (path[^1] is "id_token" or "access_token")
        {
            yield return Token("signature", 2);
            yield return Token("claims", 1);
            yield return Token("header", 0);
        }

        Lie Change(string kind, Action<JsonNode, string> change) => new(to, kind, place, e => Edit(e, path, change));

        Lie Token(string what, int part) =>
            new(
                to,
                "token",
                $"{place} {what}",
                e => Edit(e, path, (parent, name) => Set(parent, name, Flipped((string)Get(parent, name)!, part)))
            );
    }

    /// <summary>All members, and of each list those of its first item.</summary>
    private static IEnumerable<ImmutableArray<string>> Members(JsonNode node, ImmutableArray<string> path = default)
    {
        path = path.IsDefault ? [] : path;
        var children = node switch
        {
            JsonObject map => map.Select(m => (m.Key, m.Value)),
            JsonArray { Count: > 0 } list => [("0", list[0])],
            _ => [],
        };
        foreach (var (name, child) in children)
        {
            yield return path.Add(name);
            foreach (var inner in child is null ? [] : Members(child, path.Add(name)))
                yield return inner;
        }
    }

    private static HttpExchange Edit(HttpExchange exchange, ImmutableArray<string> path, Action<JsonNode, string> change)
    {
        var root = JsonNode.Parse(exchange.Body)!;
        var parent = path[..^1].Aggregate(root, (node, name) => Get(node, name)!);
        change(parent, path[^1]);
        return exchange with { Body = Encoding.UTF8.GetBytes(root.ToJsonString()) };
    }

    private static JsonNode? Get(JsonNode parent, string name) => parent is JsonArray list ? list[0] : parent[name];

    private static void Set(JsonNode parent, string name, JsonNode? value)
    {
        if (parent is JsonArray list)
            list[0] = value;
        else
            parent[name] = value;
    }

    private static void Remove(JsonNode parent, string name)
    {
        if (parent is JsonArray list)
            list.RemoveAt(0);
        else
            ((JsonObject)parent).Remove(name);
    }

    private static void Rename(JsonNode parent, string name)
    {
        var value = Get(parent, name)?.DeepClone();
        Remove(parent, name);
        if (parent is JsonObject map)
            map[name + "x"] = value;
    }

    private static JsonNode? OtherType(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            JsonValueKind.String => new JsonObject { ["value"] = value.DeepClone() },
            JsonValueKind.Object or JsonValueKind.Array => "text",
            _ => value?.ToJsonString() ?? "null",
        };

    private static JsonNode? Emptied(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            JsonValueKind.String => "",
            JsonValueKind.Object => new JsonObject(),
            JsonValueKind.Array => new JsonArray(),
            _ => null,
        };

    private static JsonNode? Other(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            JsonValueKind.String => Guid.TryParse((string)value!, out _) ? OtherId : (string)value! + "x",
            JsonValueKind.Number => (double)value + 1,
            JsonValueKind.True or JsonValueKind.False => !(bool)value,
            JsonValueKind.Array => new JsonArray([.. value.AsArray().Select(i => i?.DeepClone()), "more"]),
            _ => new JsonObject { ["other"] = true },
        };

    // One letter in the middle, which no padding of base64url can hide.
    private static string Flipped(string token, int part)
    {
        var parts = token.Split('.');
        var at = parts[part].Length / 2;
        parts[part] = parts[part][..at] + (parts[part][at] == 'A' ? 'B' : 'A') + parts[part][(at + 1)..];
        return string.Join('.', parts);
    }

    private static HttpExchange With(HttpExchange exchange, string name, Func<string, string> change) =>
        exchange with
        {
            Headers =
            [
                .. exchange.Headers.Select(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase) ? new(h.Key, change(h.Value)) : h),
            ],
        };

    [GeneratedRegex("=[^&]*")]
    private static partial Regex QueryValue();

    [GeneratedRegex("[?&][^=]+(?==)")]
    private static partial Regex QueryName();

    private static HttpExchange Without(HttpExchange exchange, string name) =>
        exchange with
        {
            Headers = [.. exchange.Headers.Where(h => h.Key != name)],
            CookieOctets = name == "Set-Cookie" ? [] : exchange.CookieOctets,
        };
}
