using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace PingOneScenarios.Engine.Journal;

/// <summary>
/// What a journal is sealed with. Three keys are derived from the one that is given: rows are sealed with the first, digests made with the
/// second, and its name is the third, so that none of them tells another.
/// </summary>
internal sealed class JournalKey : IDisposable
{
    /// <summary>In bytes.</summary>
    public const int Length = 32;

    private const string Shown = "‹journal key›";

    // They do not move in memory, so that no copy is left when they are overwritten.
    private readonly byte[] sealing = GC.AllocateArray<byte>(Length, pinned: true);
    private readonly byte[] digesting = GC.AllocateArray<byte>(Length, pinned: true);

    /// <param name="bytes">32 of them, random.</param>
    public JournalKey(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Length);
        Span<byte> id = stackalloc byte[sizeof(uint)];
        Derive(bytes, sealing, "p1s journal: rows"u8);
        Derive(bytes, digesting, "p1s journal: digests"u8);
        Derive(bytes, id, "p1s journal: name"u8);
        Id = Convert.ToHexStringLower(id);
        Held =
        [
            (Shown, Convert.ToHexStringLower(bytes)),
            (Shown, Convert.ToHexString(bytes)),
            (Shown, Convert.ToBase64String(bytes)),
            (Shown, Base64Url.EncodeToString(bytes)),
        ];
    }

    /// <summary>Eight hexadecimal digits that tell keys apart and do not tell the key.</summary>
    public string Id { get; }

    internal ReadOnlySpan<byte> Sealing => sealing;

    /// <summary>The key as it may be written, with what is shown instead: the self-test of a run looks for it (trust rule 10).</summary>
    internal ImmutableArray<(string Shown, string Secret)> Held { get; }

    /// <summary>A key as it is written: 64 hexadecimal digits, or base64 or base64url of 32 bytes. Null when it is none.</summary>
    public static JournalKey? Read(string text)
    {
        Span<byte> bytes = stackalloc byte[Length];
        try
        {
            return TryRead(text.AsSpan().Trim(), bytes) && bytes.ContainsAnyExcept(bytes[0]) ? new JournalKey(bytes) : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>A digest of a text that only who has the key can make: 64 hexadecimal digits.</summary>
    public string HmacOf(string text)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(digesting, Encoding.UTF8.GetBytes(text), digest);
        return Convert.ToHexStringLower(digest);
    }

    /// <summary>Overwrites the derived keys; nothing can be sealed or opened with it from then on.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(sealing);
        CryptographicOperations.ZeroMemory(digesting);
    }

    private static void Derive(ReadOnlySpan<byte> key, Span<byte> into, ReadOnlySpan<byte> purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, into, salt: [], purpose);

    private static bool TryRead(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        if (text.Length == 2 * Length)
            return Convert.FromHexString(text, bytes, out _, out var fromHex) == System.Buffers.OperationStatus.Done && fromHex == Length;
        // 44 letters with the filling, 43 without; longer ones would not fit.
        if (text.Length is not (43 or 44))
            return false;
        try
        {
            return text.ContainsAny('-', '_')
                ? Base64Url.TryDecodeFromChars(text, bytes, out var fromUrl) && fromUrl == Length
                : Convert.TryFromBase64Chars(text.Length == 44 ? text : $"{text}=", bytes, out var from) && from == Length;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
