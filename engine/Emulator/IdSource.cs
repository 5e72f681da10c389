using System.Security.Cryptography;
using System.Text;

namespace PingOneScenarios.Emulator;

/// <summary>Keeper of randomness: every id, secret, code and cookie of the emulator comes from here, so a seed makes a recording repeatable.</summary>
internal abstract class IdSource
{
    private const string SecretAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private const string CodeAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>The operating system's randomness.</summary>
    public static IdSource Random { get; } = new RandomIdSource();

    /// <summary>The same seed gives the same row of values. For tests and recordings only: its secrets can be guessed.</summary>
    public static IdSource Seeded(int seed) => new SeededIdSource(seed, 0);

    /// <summary>What follows after so many starts with the same state: of a seed another row of values, so that none comes again.</summary>
    public virtual IdSource After(int starts) => this;

    /// <summary>A lower-case UUID of version 4.</summary>
    public string Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }

    /// <summary>A code a user reads in a message and types in: eight capital letters and digits, none that looks like another.</summary>
    public string RecoveryCode() => Characters(8, CodeAlphabet);

    /// <summary>A client secret: 64 characters of <c>[A-Za-z0-9-._~]</c>, as PingOne's are, so that HS512 has a key of its size.</summary>
    public string Secret() => Characters(64, SecretAlphabet);

    private string Characters(int length, string alphabet)
    {
        var text = new StringBuilder(length);
        Span<byte> bytes = stackalloc byte[96];
        // Only whole multiples of the alphabet, or its first characters would come up more often.
        var limit = 256 - 256 % alphabet.Length;
        while (text.Length < length)
        {
            Fill(bytes);
            foreach (var b in bytes)
                if (b < limit && text.Length < length)
                    text.Append(alphabet[b % alphabet.Length]);
        }
        return text.ToString();
    }

    /// <summary>A code of so many decimal digits.</summary>
    public string Digits(int length)
    {
        var text = new StringBuilder(length);
        Span<byte> bytes = stackalloc byte[16];
        while (text.Length < length)
        {
            Fill(bytes);
            foreach (var b in bytes)
                if (b < 250 && text.Length < length)
                    text.Append((char)('0' + b % 10));
        }
        return text.ToString();
    }

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    protected abstract void Fill(Span<byte> bytes);

    private sealed class RandomIdSource : IdSource
    {
        protected override void Fill(Span<byte> bytes) =>
#pragma warning disable RS0030 // keeper of randomness
            RandomNumberGenerator.Fill(bytes);
#pragma warning restore RS0030
    }

    /// <summary>SHA-256 over seed and counter, block by block.</summary>
    private sealed class SeededIdSource(int seed, int starts) : IdSource
    {
        private readonly string row = starts == 0 ? $"{seed}" : $"{seed}.{starts}";

        private long counter;

        public override IdSource After(int more) => new SeededIdSource(seed, more);

        protected override void Fill(Span<byte> bytes)
        {
            Span<byte> block = stackalloc byte[32];
            while (bytes.Length > 0)
            {
                var number = Interlocked.Increment(ref counter);
                SHA256.HashData(Encoding.ASCII.GetBytes($"{row}:{number}"), block);
                var taken = Math.Min(block.Length, bytes.Length);
                block[..taken].CopyTo(bytes);
                bytes = bytes[taken..];
            }
        }
    }
}
