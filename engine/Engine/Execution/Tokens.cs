using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Trust;
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

    public static ImmutableArray<TokenRecord> In(Hop hop, SecretRegister secrets, SecretMask mask)
    {
        var (request, run) = (hop.Request, (secrets, mask));
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
            found = found.Concat(In(run, "answer body", answer.ShownText));
        }
        return [.. found.Take(Most)];
    }

    private static IEnumerable<TokenRecord> In((SecretRegister Secrets, SecretMask Mask) run, string where, string text)
    {
        foreach (var token in CompactTokens.In(text))
        {
            if (Decode(run, token.Header) is not { } header)
                continue;
            yield return new TokenRecord(
                MaskedText.By(run.Mask, token.Name.Length == 0 ? where : $"{where}, {token.Name}"),
                header,
                Decode(run, token.Claims)
            );
        }
    }

    private static MaskedText? Decode((SecretRegister Secrets, SecretMask Mask) run, string part)
    {
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(part));
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? MaskedText.By(run.Mask, ValueJson.WriteJson(Covered(run, ValueJson.From(json.RootElement))))
                : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            // An encrypted one, or a text that only looks like one.
            return null;
        }
    }

    // A claim that is a secret or holds a piece of one shows its name.
    private static Value Covered((SecretRegister Secrets, SecretMask Mask) run, Value value) =>
        value switch
        {
            MapValue map => new MapValue([.. map.Members.Select(m => KeyValuePair.Create(m.Key, Covered(run, m.Value)))]),
            ListValue list => new ListValue([.. list.Items.Select(i => Covered(run, i))]),
            TextValue or NumberValue => run.Secrets.LabelsIn(value) is { IsEmpty: false } labels
                ? new TextValue(labels.Shown)
                : CoveredIfShort(run, value),
            _ => value,
        };

    private static Value CoveredIfShort((SecretRegister Secrets, SecretMask Mask) run, Value value)
    {
        var text = ValueJson.Write(value);
        return run.Secrets.ShownFor(text) is var shown && shown != text ? new TextValue(shown)
            : run.Secrets.ShortIn(text) is { } held ? new TextValue(held)
            : value;
    }
}
