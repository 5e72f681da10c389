using System.Globalization;
using System.Text;

namespace PingOneScenarios.Engine.Values;

/// <summary>The forms in which a secret may turn up after encoding: raw, percent, form, base64 and base64url at three alignments, JSON.</summary>
internal static class SecretForms
{
    /// <summary>All forms of at least <see cref="SecretMask.ShortestSecret"/> characters, the raw one first; may repeat.</summary>
    public static IEnumerable<string> Of(string secret)
    {
        yield return secret;
        var percent = Uri.EscapeDataString(secret);
        yield return percent;
        yield return LowerEscapes(percent);
        yield return percent.Replace("%20", "+", StringComparison.Ordinal);
        var json = Json(secret, c => c.ToString());
        yield return json;
        yield return json.Replace("/", "\\/", StringComparison.Ordinal);
        yield return JsonText.WriteJson(secret)[1..^1];
        yield return System.Text.Json.JsonEncodedText.Encode(secret).ToString();
        yield return Json(secret, c => Escape(c, "x4"));
        yield return Json(secret, c => Escape(c, "X4"));
        foreach (var form in Base64Forms(Encoding.UTF8.GetBytes(secret)))
        {
            yield return form;
            yield return form.Replace('+', '-').Replace('/', '_');
        }
    }

    // Inside a longer text the secret begins at byte 0, 1 or 2 of a group of three; the characters it shares with its neighbours are left out.
    private static IEnumerable<string> Base64Forms(byte[] secret)
    {
        for (var lead = 0; lead < 3; lead++)
        {
            var whole = Convert.ToBase64String([.. new byte[lead], .. secret]).TrimEnd('=');
            var skipped = lead == 0 ? 0 : lead + 1;
            var shared = (lead + secret.Length) % 3 == 0 ? 0 : 1;
            var form = whole[skipped..(whole.Length - shared)];
            if (form.Length >= SecretMask.ShortestSecret)
                yield return form;
        }
    }

    // Writers differ in whether they escape what is not ASCII, and in which case.
    private static string Json(string secret, Func<char, string> beyondAscii) =>
        Ascii.IsValid(secret)
            ? JsonText.WriteJson(secret)[1..^1]
            : string.Concat(secret.Select(c => char.IsAscii(c) ? JsonText.WriteJson(c.ToString())[1..^1] : beyondAscii(c)));

    private static string Escape(char letter, string hexadecimal) =>
        "\\u" + ((int)letter).ToString(hexadecimal, CultureInfo.InvariantCulture);

    private static string LowerEscapes(string percent)
    {
        var text = new StringBuilder(percent);
        for (var i = 0; i < text.Length - 2; i++)
        {
            if (text[i] != '%')
                continue;
            text[i + 1] = char.ToLowerInvariant(text[i + 1]);
            text[i + 2] = char.ToLowerInvariant(text[i + 2]);
        }
        return text.ToString();
    }
}
