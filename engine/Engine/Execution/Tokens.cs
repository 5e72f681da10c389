using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>
/// The JSON Web Tokens (RFC 7519) in what was sent and received, decoded for reports. A signature is never told, and a claim that holds
/// a secret of the run shows its name.
/// </summary>
internal static class Tokens
{
    /// <summary>Of an exchange, each part of it.</summary>
    private const int Most = 20;

    private const int ShortestPart = 4;

    public static ImmutableArray<TokenRecord> In(RunResources run, Hop hop)
    {
        var request = hop.Request;
        var found = In(run, "request address", request.Address.Plain);
        foreach (var header in request.Headers)
            found = found.Concat(In(run, $"request header {header.Name}", header.Value.Plain));
        if (request.Body is { } body)
            found = found.Concat(In(run, "request body", Encoding.UTF8.GetString(body.Bytes.Span)));
        if (hop.Cookies is { } cookies)
            found = found.Concat(In(run, "request header Cookie", cookies));
        if (hop.Exchange is { } answer)
        {
            foreach (var (name, value) in answer.Headers)
                found = found.Concat(In(run, $"answer header {name}", value));
            found = found.Concat(In(run, "answer body", answer.Text));
        }
        return [.. found.Take(Most)];
    }

    private static IEnumerable<TokenRecord> In(RunResources run, string where, string text)
    {
        foreach (var token in CompactTokens.In(text))
        {
            if (Decode(run, token.Header) is { } header)
                yield return new TokenRecord(token.Name.Length == 0 ? where : $"{where}, {token.Name}", header, Decode(run, token.Claims));
        }
    }

    private static string? Decode(RunResources run, string part)
    {
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(part));
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? ValueJson.WriteJson(Covered(run, ValueJson.From(json.RootElement)))
                : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            // An encrypted one, or a text that only looks like one.
            return null;
        }
    }

    private static Value Covered(RunResources run, Value value) =>
        value switch
        {
            MapValue map => new MapValue([.. map.Members.Select(m => KeyValuePair.Create(m.Key, Covered(run, m.Value)))]),
            ListValue list => new ListValue([.. list.Items.Select(i => Covered(run, i))]),
            TextValue or NumberValue => Secrets(run).FirstOrDefault(s => Holds(ValueJson.Write(value), s.Secret)).Shown is { } shown
                ? new TextValue(shown)
                : value,
            _ => value,
        };

    private static IEnumerable<(string Shown, string Secret)> Secrets(RunResources run) =>
        run.Held().Concat(run.Known.Short.Select(s => (s.Value, s.Key)));

    private static bool Holds(string claim, string secret) =>
        claim == secret || secret.Length >= ShortestPart && claim.Contains(secret, StringComparison.Ordinal);
}
