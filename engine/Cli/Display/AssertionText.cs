using System.Globalization;
using System.Text.Json;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Display;

/// <summary>The assertions by which a client proves who it is, decoded: the header and the claims, never the signature.</summary>
internal static class AssertionText
{
    private const string Place = "request body, client_assertion";

    /// <summary>Below the body they stand in.</summary>
    public static IEnumerable<string> Decoded(ExchangeRecord exchange) =>
        exchange
            .Tokens.Where(t => t.Where == Place)
            .SelectMany(t => (string[])["client_assertion is", $"  header {t.Header}", $"  claims {t.Claims?.Text ?? "(encrypted)"}"]);

    /// <summary>What was signed, in one line, where the server does not know the client by it; null elsewhere.</summary>
    public static string? OfRefused(ExchangeRecord exchange)
    {
        if (
            !IsInvalidClient(exchange.AnswerBody)
            || exchange.Tokens.FirstOrDefault(t => t.Where == Place) is not { Claims: { } claims } token
        )
            return null;
        try
        {
            using var header = JsonDocument.Parse(token.Header.Text);
            using var body = JsonDocument.Parse(claims.Text);
            var said = new[] { Said(header, "alg"), Said(body, "iss"), Said(body, "aud"), Expiry(body, exchange.At) };
            return $"the assertion said {string.Join(", ", said)}";
        }
        catch (JsonException)
        {
            // The name of a secret stands in the middle of a number: the report has it, this line has not.
            return null;
        }
    }

    private static bool IsInvalidClient(string answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("error", out var error)
                && error.ValueKind == JsonValueKind.String
                && error.ValueEquals("invalid_client");
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Said(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value) ? $"{name} {value}" : $"no {name}";

    private static string Expiry(JsonDocument claims, DateTimeOffset sent)
    {
        if (
            !claims.RootElement.TryGetProperty("exp", out var exp)
            || exp.ValueKind != JsonValueKind.Number
            || !exp.TryGetInt64(out var seconds)
        )
            return Said(claims, "exp");
        var left = TimeSpan.FromSeconds(seconds - sent.ToUnixTimeSeconds());
        var when = left < TimeSpan.Zero ? $"{DurationText.Show(-left)} before it was sent" : $"{DurationText.Show(left)} after it was sent";
        return string.Create(CultureInfo.InvariantCulture, $"exp {seconds} ({when} by the clock here)");
    }
}
