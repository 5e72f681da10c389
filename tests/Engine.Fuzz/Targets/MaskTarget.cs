using System.Text;
using System.Text.Json;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Fuzz.Targets;

/// <summary>Two secrets on a line each, and a text into which their shapes are put.</summary>
internal static class MaskTarget
{
    public static FuzzTarget Row { get; } =
        new(
            "mask",
            "no shape of a known secret survives, wherever it stands in the text and whatever stands beside it; a text without them stays",
            () => [.. Seeds.Select(Encoding.UTF8.GetBytes)],
            [.. "aaaaaaaa eyJhbGciOiJIUzI1NiJ9. % %2 + / = \\u00 \\/ & <> é 😀 \" ' - _ . ‹".Split(' '), " ", "\t", "\\"],
            Run
        );

    private static string[] Seeds =>
        [
            "fake-secret-1\nAn0ther/Secret+value==\nbefore {} after",
            "pass word é\"\\x\n2Federate!M0re\n{\"password\":\"{}\"}",
            "aaaaaaaaaaaa\naaaaaaaab\naaa{}aaa",
            "eyJhbGciOiJIUzI1NiJ9.e30.c2ln\neyJhbGciOiJIUzI1NiJ9.e30.c2lo\n{}",
        ];

    private static string Run(byte[] input)
    {
        var lines = FuzzWorld.Lines(FuzzWorld.Text(input), 3);
        // A secret made of the name that is printed instead of it would only find that name again.
        var secrets = lines[..2].Where(s => s.Length >= SecretMask.ShortestSecret && !s.Contains('‹', StringComparison.Ordinal)).ToArray();
        var mask = new SecretMask();
        foreach (var secret in secrets)
            mask.Add("‹name›", secret);
        var text = lines[2].Replace("‹", "", StringComparison.Ordinal);
        var middle = text.IndexOf("{}", StringComparison.Ordinal) is >= 0 and var at ? at : text.Length / 2;
        var replaced = 0;
        foreach (var (planted, survivor) in secrets.SelectMany(Shapes))
        {
            var masked = mask.Apply(text[..middle] + planted + text[middle..]);
            FuzzFailureException.Unless(!masked.Contains(survivor, StringComparison.Ordinal), $"\"{survivor}\" survives in \"{masked}\"");
            foreach (var secret in secrets)
                FuzzFailureException.Unless(!masked.Contains(secret, StringComparison.Ordinal), $"\"{secret}\" survives in \"{masked}\"");
            replaced += masked.Contains("‹name›", StringComparison.Ordinal) ? 1 : 0;
        }
        return $"{secrets.Length} {replaced} {Ascii.IsValid(lines[0])} {mask.Apply(text) == text}";
    }

    // What is put into the text, and what of it must be gone; written without the engine's own list of forms.
    private static IEnumerable<(string Planted, string Survivor)> Shapes(string secret)
    {
        var percent = Uri.EscapeDataString(secret);
        string[] texts = [secret, percent, percent.Replace("%20", "+", StringComparison.Ordinal), JsonSerializer.Serialize(secret)[1..^1]];
        foreach (var text in texts)
            yield return (text, text);
        var bytes = Encoding.UTF8.GetBytes(secret);
        for (var lead = 0; lead < 3; lead++)
        {
            // Only the groups of four that hold nothing but the secret.
            var skipped = (3 - lead) % 3;
            var inner = Convert.ToBase64String(bytes.AsSpan(skipped, (bytes.Length - skipped) / 3 * 3));
            var outer = Convert.ToBase64String([.. "ab"u8[..lead], .. bytes, .. "cd"u8]);
            if (inner.Length < SecretMask.ShortestSecret)
                continue;
            yield return (outer, inner);
            yield return (Url(outer), Url(inner));
        }
    }

    private static string Url(string base64) => base64.Replace('+', '-').Replace('/', '_');
}
