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

    private const int ShortestPart = 4;

    /// <summary>So few secrets are looked for in each claim.</summary>
    private const int Few = 64;

    public static ImmutableArray<TokenRecord> In(Hop hop, SecretRegister secrets, SecretMask mask)
    {
        var (request, run) = (hop.Request, new HeldSecrets(secrets, mask));
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

    private static IEnumerable<TokenRecord> In(HeldSecrets run, string where, string text)
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

    private static MaskedText? Decode(HeldSecrets run, string part)
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

    private static Value Covered(HeldSecrets run, Value value) =>
        value switch
        {
            MapValue map => new MapValue([.. map.Members.Select(m => KeyValuePair.Create(m.Key, Covered(run, m.Value)))]),
            ListValue list => new ListValue([.. list.Items.Select(i => Covered(run, i))]),
            TextValue or NumberValue => run.ShownFor(ValueJson.Write(value)) is { } shown ? new TextValue(shown) : value,
            _ => value,
        };

    /// <summary>The secrets of the run, looked up once for an exchange: both claims and secrets may be many.</summary>
    private sealed class HeldSecrets(SecretRegister register, SecretMask mask)
    {
        private ImmutableArray<(string Shown, string Secret)> parts;
        private Dictionary<string, string>? whole;

        public SecretMask Mask => mask;

        /// <summary>The name of a secret that a claim is or holds; null when it holds none.</summary>
        public string? ShownFor(string claim)
        {
            if (whole is null)
            {
                var held = register.HeldOrShort();
                whole = new Dictionary<string, string>(held.Length, StringComparer.Ordinal);
                foreach (var (shown, secret) in held)
                    whole.TryAdd(secret, shown);
                // Of many the longer ones are left to the mask, which takes their part of the claim out.
                parts =
                [
                    .. held.Where(s =>
                        s.Secret.Length >= ShortestPart && (held.Length <= Few || s.Secret.Length < SecretMask.ShortestSecret)
                    ),
                ];
            }
            return whole.TryGetValue(claim, out var known)
                ? known
                : parts.FirstOrDefault(s => claim.Contains(s.Secret, StringComparison.Ordinal)).Shown;
        }
    }
}
