using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PingOneScenarios.Engine.Tests.Events;

/// <summary>The 24 shapes in which a secret may turn up in a text (trust rule 9); written without the engine's own list of them.</summary>
internal static class SecretShapes
{
    private static readonly (string Name, Func<string, string> Write)[] All =
    [
        ("raw", s => s),
        ("percent", Uri.EscapeDataString),
        ("percent, lower case", s => Lower(Uri.EscapeDataString(s))),
        ("percent, twice", s => Uri.EscapeDataString(Uri.EscapeDataString(s))),
        ("form", s => Uri.EscapeDataString(s).Replace("%20", "+", StringComparison.Ordinal)),
        ("base64 at 0", s => Base64(s, 0)),
        ("base64 at 1", s => Base64(s, 1)),
        ("base64 at 2", s => Base64(s, 2)),
        ("base64url at 0", s => Url(Base64(s, 0))),
        ("base64url at 1", s => Url(Base64(s, 1))),
        ("base64url at 2", s => Url(Base64(s, 2))),
        ("hex", s => string.Concat(Encoding.UTF8.GetBytes(s).Select(b => b.ToString("x2", null)))),
        ("hex, upper case", s => string.Concat(Encoding.UTF8.GetBytes(s).Select(b => b.ToString("X2", null)))),
        ("JSON of .NET", s => JsonSerializer.Serialize(s)[1..^1]),
        ("JSON in ASCII", AsciiJson),
        ("JSON of PHP", s => AsciiJson(s).Replace("/", "\\/", StringComparison.Ordinal)),
        ("JSON, all escaped", s => string.Concat(s.Select(c => $"\\u{(int)c:X4}"))),
        ("XML", s => new System.Xml.Linq.XText(s).ToString()),
        ("HTML", s => System.Net.WebUtility.HtmlEncode(s).Replace("/", "&sol;", StringComparison.Ordinal)),
        ("decimal entities", s => Entities(s, r => $"&#{r.Value};")),
        ("hexadecimal entities", s => Entities(s, r => $"&#x{r.Value:X};")),
        ("over two lines", s => s.Insert(Whole(s, s.Length / 2), "\n")),
        ("base64 over indented lines", s => Regex.Replace(Convert.ToBase64String(Encoding.UTF8.GetBytes(s)), "(.{7})(?=.)", "$1\r\n    ")),
        ("cut off", s => s[..Whole(s, Math.Max(8, s.Length / 2))] + "…"),
    ];

    /// <summary>Each shape under its name, as it stands in a text.</summary>
    public static IEnumerable<(string Form, string Shape)> Of(string secret) => All.Select(shape => (shape.Name, shape.Write(secret)));

    /// <summary>Each shape as a server would write it: base64 as a part of a longer one.</summary>
    public static IEnumerable<(string Form, string Text)> Planted(string secret)
    {
        foreach (var (form, shape) in Of(secret))
        {
            if (!form.StartsWith("base64", StringComparison.Ordinal) || !char.IsAsciiDigit(form[^1]))
            {
                yield return (form, shape);
                continue;
            }
            var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('~', form[^1] - '0') + secret + "tail"));
            yield return (form, form.Contains("url", StringComparison.Ordinal) ? Url(base64).TrimEnd('=') : base64);
        }
    }

    /// <summary>The shapes of a secret that a text holds, also when only the second half of one was left in it.</summary>
    public static IReadOnlyList<string> In(string text, string secret)
    {
        var unindented = Unindented(text);
        return [.. Of(secret).Where(s => Traces(s.Shape).Any(Holds)).Select(s => s.Form)];

        bool Holds(string trace) =>
            text.Contains(trace, StringComparison.Ordinal)
            || trace.Contains('\n', StringComparison.Ordinal) && unindented.Contains(Unindented(trace), StringComparison.Ordinal);
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
    public static string Lower(string percent) => Regex.Replace(percent, "%..", m => m.Value.ToLowerInvariant());

    private static IEnumerable<string> Traces(string shape)
    {
        yield return shape;
        if (shape.Length >= 24)
            yield return shape[(shape.Length / 2)..];
    }

    // Only the groups of four that hold nothing but the secret.
    private static string Base64(string secret, int lead)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        var skipped = (3 - lead) % 3;
        var length = (bytes.Length - skipped) / 3 * 3;
        var whole = Convert.ToBase64String(bytes.AsSpan(skipped, length));
        // Of eight letters two groups are left, or one and what the next letters leave open.
        return whole.Length >= 8 ? whole : Convert.ToBase64String([.. new byte[lead], .. bytes])[(lead == 0 ? 0 : lead + 1)..^4];
    }

    private static string Url(string base64) => base64.Replace('+', '-').Replace('/', '_');

    private static string Entities(string secret, Func<Rune, string> write) =>
        string.Concat(secret.EnumerateRunes().Select(r => Rune.IsLetterOrDigit(r) && r.IsAscii ? r.ToString() : write(r)));

    // Never between the halves of a letter.
    private static int Whole(string secret, int length) =>
        length < secret.Length && char.IsLowSurrogate(secret[length]) ? length + 1 : length;

    // Whoever prints lines indents them, and exchanges behind a mark.
    private static string Unindented(string text) => Regex.Replace(text, @"\s*\n\s*([<>] )?\s*", "\n");
}
