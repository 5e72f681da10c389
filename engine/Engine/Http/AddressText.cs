using System.Buffers;
using System.Text;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Http;

/// <summary>What an address may hold as text.</summary>
internal static class AddressText
{
    /// <summary>Unreserved and reserved characters and the percent sign (RFC 3986, section 2).</summary>
    private static readonly SearchValues<char> Letters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%"
    );

    /// <summary>Percent-encodes the UTF-8 bytes of every character no address may hold.</summary>
    public static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Letters))
            return text;
        var encoded = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            var letter = rune.ToString();
            encoded.Append(letter.AsSpan().ContainsAnyExcept(Letters) ? Uri.EscapeDataString(letter) : letter);
        }
        return encoded.ToString();
    }

    /// <inheritdoc cref="Encode(string)"/>
    public static RenderedText Encode(RenderedText text) => text with { Plain = Encode(text.Plain) };

    /// <summary>Whether a path segment leads to itself or its parent; a dot may also be written <c>%2e</c>, servers decode it first.</summary>
    public static bool IsDots(string segment) => segment.Length <= 6 && Uri.UnescapeDataString(segment) is "." or "..";
}
