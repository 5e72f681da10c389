using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PingOneScenarios.Engine.Templating;

/// <summary>The keeper of randomness: cryptographic by default, repeatable from a seed for tests.</summary>
public sealed class RandomSource
{
    private readonly byte[]? seed;
    private long counter;

    private RandomSource(byte[]? seed) => this.seed = seed;

    /// <summary>The operating system's generator.</summary>
    public static RandomSource System { get; } = new(null);

    /// <summary>The same sequence for the same seed (SHA-256 in counter mode); for tests only.</summary>
    public static RandomSource Seeded(string seed) => new(global::System.Text.Encoding.UTF8.GetBytes(seed));

    internal void Fill(Span<byte> bytes)
    {
        if (seed is null)
        {
#pragma warning disable RS0030 // keeper of randomness
            RandomNumberGenerator.Fill(bytes);
#pragma warning restore RS0030
            return;
        }
        for (var done = 0; done < bytes.Length; done += 32)
        {
            var block = new byte[seed.Length + 8];
            seed.CopyTo(block, 0);
            BinaryPrimitives.WriteInt64BigEndian(block.AsSpan(seed.Length), Interlocked.Increment(ref counter));
            SHA256.HashData(block).AsSpan(0, Math.Min(32, bytes.Length - done)).CopyTo(bytes[done..]);
        }
    }

    /// <summary>A whole number from 0 up to but not including <paramref name="limit"/>, without bias.</summary>
    internal long Below(long limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var range = (ulong)limit;
        var cut = ulong.MaxValue - (ulong.MaxValue % range + 1) % range;
        Span<byte> bytes = stackalloc byte[8];
        ulong drawn;
        do
        {
            Fill(bytes);
            drawn = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        } while (drawn > cut);
        return (long)(drawn % range);
    }

    /// <summary>A version 4 UUID in lower case (RFC 9562, section 5.4).</summary>
    internal string Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }
}
