using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using PingOneScenarios.Engine.Http.Cookies;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Http.Answers;

/// <summary>Credentials found in an answer, whether anything extracts them or not.</summary>
internal static class AnswerSecrets
{
    /// <summary>Names and values: JSON members named like credentials, cookies that were set, tokens and codes in <c>Location</c>.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(HttpExchange exchange)
    {
        // Most answers hold none.
        List<KeyValuePair<string, string>>? found = null;
        foreach (var (name, value) in exchange.Headers)
        {
            if (name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
                Add(ref found, SetCookie.Parse(value) is var cookie && cookie.Name.Length == 0 ? "cookie" : cookie.Name, cookie.Value);
        }
        if (exchange.Header("location") is { } location)
            InAddress(location, ref found);
        if (exchange.Json is { } json)
            InJson(json, exchange.Status, ref found);
        return found ?? (IReadOnlyList<KeyValuePair<string, string>>)[];
    }

    private static void InAddress(string address, ref List<KeyValuePair<string, string>>? found)
    {
        var start = address.AsSpan().IndexOfAny('?', '#');
        if (start < 0)
            return;
        foreach (var pair in address[(start + 1)..].Split('&', '?', '#'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !CredentialNames.Contains(pair.AsSpan(0, equals), status: 302))
                continue;
            var written = pair[(equals + 1)..];
            var value = Uri.UnescapeDataString(written.Replace('+', ' '));
            Add(ref found, pair[..equals], value);
            if (value != written)
                Add(ref found, pair[..equals], written);
        }
    }

    private static void InJson(JsonElement element, int status, ref List<KeyValuePair<string, string>>? found)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                InJson(item, status, ref found);
        }
        if (element.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in element.EnumerateObject())
        {
            if (member.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
                InJson(member.Value, status, ref found);
            else if (member.Value.ValueKind == JsonValueKind.String && IsCredential(member, status))
                Add(ref found, member.Name, member.Value.GetString()!);
        }
    }

    // A name becomes a text of its own only where it is written with an escape.
    private static bool IsCredential(JsonProperty member, int status)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(member);
        if (raw.Contains((byte)'\\'))
            return CredentialNames.Contains(member.Name, status);
        Span<char> name = stackalloc char[CredentialNames.Longest];
        return raw.Length <= name.Length
            && Ascii.ToUtf16(raw, name, out var length) == System.Buffers.OperationStatus.Done
            && CredentialNames.Contains(name[..length], status);
    }

    private static void Add(ref List<KeyValuePair<string, string>>? found, string name, string value) =>
        (found ??= []).Add(new(name, value));
}
