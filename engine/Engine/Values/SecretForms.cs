using System.Collections.Immutable;
using System.Text;

namespace PingOneScenarios.Engine.Values;

/// <summary>
/// What a secret becomes by an encoding that cannot be taken back in the midst of a text: base64 and hex. The others, which write
/// some letters in another way, are taken back by <see cref="Decodings"/>. A row is one form.
/// </summary>
internal static class SecretForms
{
    /// <summary>How much of a secret decides the first <see cref="SecretMask.ShortestSecret"/> characters of each form.</summary>
    private const int Deciding = 12;

    /// <summary>In bytes; what is so short is written without a copy on the heap.</summary>
    private const int Short = 128;

    public static ImmutableArray<Func<string, string>> All { get; } =
    [
        secret => Base64(secret, 0),
        secret => Base64(secret, 1),
        secret => Base64(secret, 2),
        secret => InAddress(Base64(secret, 0)),
        secret => InAddress(Base64(secret, 1)),
        secret => InAddress(Base64(secret, 2)),
        secret => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)),
        secret => Convert.ToHexString(Encoding.UTF8.GetBytes(secret)),
    ];

    /// <summary>The beginning of a secret, whose forms begin as those of the whole do.</summary>
    public static string Beginning(string secret)
    {
        if (secret.Length <= Deciding)
            return secret;
        return secret[..(char.IsHighSurrogate(secret[Deciding - 1]) ? Deciding + 1 : Deciding)];
    }

    /// <summary>The end of a secret, whose forms end as those of the whole do.</summary>
    public static string Ending(string secret)
    {
        var length = Deciding + (secret.Length - Deciding) % 3;
        return secret.Length > 2 * Deciding && Ascii.IsValid(secret) ? secret[^length..] : secret;
    }

    // Inside a longer text the secret begins at byte 0, 1 or 2 of a group of three; the characters it shares with its neighbours are left out.
    private static string Base64(string secret, int lead)
    {
        var length = lead + Encoding.UTF8.GetByteCount(secret);
        var bytes = length <= Short ? stackalloc byte[length] : new byte[length];
        bytes[..lead].Clear();
        Encoding.UTF8.GetBytes(secret, bytes[lead..]);
        var letters = length <= Short ? stackalloc char[2 * Short] : new char[(length + 2) / 3 * 4];
        Convert.TryToBase64Chars(bytes, letters, out _);
        return new string(letters[(lead == 0 ? 0 : lead + 1)..(length * 4 / 3)]);
    }

    private static string InAddress(string base64) => base64.Replace('+', '-').Replace('/', '_');
}
