namespace PingOneScenarios.Engine.Values;

/// <summary>One form of a secret; written out when a text begins like it, which most never do.</summary>
internal sealed class SecretForm(string plain, KnownSecret secret, Func<string, string> write)
{
    /// <summary>A beginning of this length is a copy that was cut, wherever it stands, when it is half of the form too.</summary>
    private const int LongBeginning = 2 * SecretMask.ShortestSecret;

    /// <summary>A beginning of this length is one, however much more the form has: to look at it letter by letter again would take time without end.</summary>
    private const int LongestPassedOver = 256;

    private string? text;

    public KnownSecret Secret => secret;

    public string Text => text ??= write(plain);

    /// <summary>
    /// Whether a text that has the first letters of the form holds a copy of it that was cut. Some secrets begin like a word or a name: their
    /// first letters alone are only hidden where it shows that more was there.
    /// </summary>
    public bool IsCutAt(ReadOnlySpan<char> begins, int length)
    {
        var rest = begins[length..];
        return length >= SecretMask.ShortestSecret
            && (
                rest.StartsWith("…")
                || rest.StartsWith("...")
                || rest.IsEmpty && length * 4 >= Text.Length * 3
                || length >= LongBeginning && length * 2 >= Text.Length
                || length >= LongestPassedOver
            );
    }
}
