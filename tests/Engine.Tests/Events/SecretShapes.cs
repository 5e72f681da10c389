using System.Text;
using System.Text.Json;

namespace PingOneScenarios.Engine.Tests.Events;

/// <summary>The shapes in which a secret may turn up in a text; written without the engine's own list of them.</summary>
internal static class SecretShapes
{
    public static IEnumerable<(string Form, string Shape)> Of(string secret)
    {
        yield return ("raw", secret);
        yield return ("percent", Uri.EscapeDataString(secret));
        yield return ("percent, lower case", Lower(Uri.EscapeDataString(secret)));
        yield return ("form", Uri.EscapeDataString(secret).Replace("%20", "+", StringComparison.Ordinal));
        yield return ("JSON of .NET", JsonSerializer.Serialize(secret)[1..^1]);
        yield return ("JSON in ASCII", AsciiJson(secret));
        for (var lead = 0; lead < 3; lead++)
        {
            // Only the groups of four that hold nothing but the secret.
            var bytes = Encoding.UTF8.GetBytes(secret);
            var skipped = (3 - lead) % 3;
            var whole = (bytes.Length - skipped) / 3 * 3;
            var base64 = Convert.ToBase64String(bytes.AsSpan(skipped, whole));
            if (base64.Length < 8)
                continue;
            yield return ($"base64 at {lead}", base64);
            yield return ($"base64url at {lead}", base64.Replace('+', '-').Replace('/', '_'));
        }
    }

    /// <summary>As Python and many others write it: only what must be, and everything beyond ASCII, in lower case.</summary>
    public static string AsciiJson(string secret)
    {
        var json = new StringBuilder();
        foreach (var c in secret)
        {
            json.Append(
                c switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\n' => "\\n",
                    '\t' => "\\t",
                    < ' ' or > '~' => $"\\u{(int)c:x4}",
                    _ => c.ToString(),
                }
            );
        }
        return json.ToString();
    }

    /// <summary>The escapes of a percent-encoded text in lower case.</summary>
    public static string Lower(string percent) =>
        System.Text.RegularExpressions.Regex.Replace(percent, "%..", m => m.Value.ToLowerInvariant());
}
