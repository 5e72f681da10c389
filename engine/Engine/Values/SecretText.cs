using System.Text;

namespace PingOneScenarios.Engine.Values;

/// <summary>A secret as its source gave it, or why it gave none.</summary>
public sealed record SecretText
{
    /// <summary>In bytes; no secret is longer.</summary>
    public const int Largest = 64 << 10;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private SecretText(string? text, string? why, string? fix) => (Text, Why, Fix) = (text, why, fix);

    /// <summary>Never empty; null when there is none.</summary>
    public string? Text { get; }

    /// <summary>What is wrong with the source, in words that hold nothing of the secret; null when nothing more is known.</summary>
    public string? Why { get; }

    /// <summary>How to mend it; null when the kind of the source says it all.</summary>
    public string? Fix { get; }

    /// <summary>There is no secret, and why; see <see cref="Why"/> and <see cref="Fix"/>.</summary>
    public static SecretText Missing(string? why = null, string? fix = null) => new(null, why, fix);

    /// <summary>The text as it is; none when it is null or empty.</summary>
    public static SecretText Of(string? text) => string.IsNullOrEmpty(text) ? Missing() : new(text, null, null);

    /// <summary>Bytes as text without the line break at the end; it may have several lines, as a key in PEM has.</summary>
    public static SecretText Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Largest)
            return Missing("it gives more than 64 KB", "a secret has at most 64 KB");
        try
        {
            var text = Strict.GetString(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);
            var end =
                text.EndsWith("\r\n", StringComparison.Ordinal) ? 2
                : text.EndsWith('\n') ? 1
                : 0;
            text = text[..^end];
            return text.Length == 0 ? Missing("it gives nothing") : new(text, null, null);
        }
        catch (DecoderFallbackException)
        {
            return Missing("it gives bytes that are not UTF-8", "give the secret as text, for example in base64");
        }
    }
}
