using System.Security.Cryptography;
using System.Text;

namespace PingOneScenarios.Engine.Values;

/// <summary>
/// A text that may leave a run (trust rule 9): only a <see cref="SecretMask"/> makes it. To read it is free, to make one of any other text
/// does not compile.
/// </summary>
public readonly record struct MaskedText
{
    private readonly string? text;

    private MaskedText(string text) => this.text = text;

    /// <summary>Never null; empty by default.</summary>
    public string Text => text ?? "";

    /// <summary>In UTF-16 units.</summary>
    public int Length => Text.Length;

    /// <summary>To read it is free.</summary>
    public static implicit operator string(MaskedText masked) => masked.Text;

    /// <summary>Case counts.</summary>
    public bool Equals(MaskedText other) => string.Equals(Text, other.Text, StringComparison.Ordinal);

    /// <summary>Of the text.</summary>
    public override int GetHashCode() => string.GetHashCode(Text, StringComparison.Ordinal);

    /// <summary>The text.</summary>
    public override string ToString() => Text;

    /// <summary>The text with names in place of all secrets the mask knows by now.</summary>
    internal static MaskedText By(SecretMask mask, string text) => new(mask.Apply(text));

    /// <summary>The same; null stays null.</summary>
    internal static MaskedText? Maybe(SecretMask mask, string? text) => text is null ? null : By(mask, text);

    /// <summary>The text with all secrets dotted out that the mask knows by now: every place in it stays where it was.</summary>
    internal static MaskedText Dotted(SecretMask mask, string text) => new(mask.Cover(text));

    /// <summary>The SHA-256 of its UTF-8 in hexadecimal digits, of which it cannot be read again.</summary>
    internal MaskedText Hashed() => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text))));

    /// <summary>A text out of a stored report, which was masked before it was stored. For the reader of reports only.</summary>
    internal static MaskedText Stored(string text) => new(text);
}
