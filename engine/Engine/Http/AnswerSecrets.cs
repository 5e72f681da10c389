using System.Text.Json;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Http;

/// <summary>Credentials found in an answer, whether anything extracts them or not.</summary>
internal static class AnswerSecrets
{
    /// <summary>Names and values: JSON members named like credentials, cookies that were set, tokens and codes in <c>Location</c>.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(HttpExchange exchange)
    {
        foreach (var cookie in exchange.SetCookies)
            yield return new(cookie.Name.Length == 0 ? "cookie" : cookie.Name, cookie.Value);
        if (exchange.Header("location") is { } location)
        {
            foreach (var credential in InAddress(location))
                yield return credential;
        }
        if (exchange.Json is { } json)
        {
            foreach (var credential in InJson(json, exchange.Status))
                yield return credential;
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> InAddress(string address)
    {
        var start = address.AsSpan().IndexOfAny('?', '#');
        if (start < 0)
            yield break;
        foreach (var pair in address[(start + 1)..].Split('&', '?', '#'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !CredentialNames.Contains(pair.AsSpan(0, equals), status: 302))
                continue;
            var written = pair[(equals + 1)..];
            var value = Uri.UnescapeDataString(written.Replace('+', ' '));
            yield return new(pair[..equals], value);
            if (value != written)
                yield return new(pair[..equals], written);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> InJson(JsonElement element, int status)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var found in element.EnumerateArray().SelectMany(item => InJson(item, status)))
                yield return found;
        }
        if (element.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var member in element.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.String && CredentialNames.Contains(member.Name, status))
                yield return new(member.Name, member.Value.GetString()!);
            foreach (var found in InJson(member.Value, status))
                yield return found;
        }
    }
}
