using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>Until when values are good: what the step says, what the server says, what a token says of itself.</summary>
internal static class Expiry
{
    /// <summary>
    /// What <c>expires_in</c> speaks of: RFC 6749 (4.2.2), RFC 8628 (3.2), RFC 9126 (2.2), and OpenID Connect CIBA (7.3).
    /// </summary>
    private static readonly string[] Expiring = ["access_token", "device_code", "user_code", "request_uri", "auth_req_id"];

    /// <summary>Longer than any server means it; beyond, a date would have no place.</summary>
    private const double LongestSeconds = 1e9;

    /// <summary>Of the variables a step extracted; those that are not named are good for ever.</summary>
    /// <param name="step">Says what lasts how long.</param>
    /// <param name="after">The variables behind it.</param>
    /// <param name="exchange">Its answer.</param>
    /// <param name="at">When it was answered.</param>
    public static ImmutableArray<KeyValuePair<string, DateTimeOffset>> Of(
        Step step,
        VariableBag after,
        HttpExchange exchange,
        DateTimeOffset at
    )
    {
        if (step.Extractions.IsEmpty)
            return [];
        var (told, seconds) = ToldIn(exchange);
        var until = ImmutableArray.CreateBuilder<KeyValuePair<string, DateTimeOffset>>();
        foreach (var extraction in step.Extractions)
        {
            if (extraction.Lasts is { } lasts)
                until.Add(new(extraction.Name, at + lasts.Longest));
            else if (after.TryGet(extraction.Name, out var variable) && variable.Value.Texts().Any(text => told.Any(text.Contains)))
                until.Add(new(extraction.Name, at.AddSeconds(seconds)));
        }
        return until.ToImmutable();
    }

    /// <summary>What a JSON Web Token says of itself (RFC 7519, section 4.1.4); null for any other value.</summary>
    public static DateTimeOffset? Of(Value value)
    {
        if (value is not TextValue || CompactTokens.In(value.ToString()).Take(2).ToList() is not [var token])
            return null;
        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token.Claims));
            return
                claims.RootElement.ValueKind == JsonValueKind.Object
                && claims.RootElement.TryGetProperty("exp", out var exp)
                && exp.ValueKind == JsonValueKind.Number
                && exp.GetDouble() is > 0 and < 100 * LongestSeconds and var seconds
                ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
                : null;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    private static (List<string> Told, double Seconds) ToldIn(HttpExchange exchange)
    {
        if (
            exchange.Json is not { ValueKind: JsonValueKind.Object } answer
            || !answer.TryGetProperty("expires_in", out var lifetime)
            || lifetime.ValueKind != JsonValueKind.Number
            || lifetime.GetDouble() is not (>= 0 and < LongestSeconds and var seconds)
        )
            return ([], 0);
        var told = new List<string>();
        foreach (var name in Expiring)
        {
            if (
                answer.TryGetProperty(name, out var value)
                && value.ValueKind == JsonValueKind.String
                && value.GetString() is { Length: > 0 } text
            )
                told.Add(text);
        }
        return (told, seconds);
    }
}
