using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Frozen;
using System.IO.Compression;
using PingOneScenarios.Engine.Values;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace PingOneScenarios.Engine.Http.Answers;

/// <summary>
/// The content of an answer without its content encodings, within bounds (trust rule 12) and whole: .NET's own decompression has no bounds,
/// and takes a stream that was cut off for one that ended.
/// </summary>
internal static class AnswerDecoder
{
    /// <summary>One in the other; each costs the limit.</summary>
    private const int MostEncodings = 2;

    private const int LongestName = 40;

    /// <summary>The window a decoder of HTTP needs at most (RFC 9659), as a power of two.</summary>
    private const int LargestWindow = 23;

    /// <summary>
    /// What compresses or encrypts and is not read here. Any other name, such as none or utf-8, is no encoding at all: browsers read such an
    /// answer as it is.
    /// </summary>
    private static readonly FrozenSet<string> Unread = FrozenSet.Create(
        StringComparer.Ordinal,
        "compress",
        "x-compress",
        "dcb",
        "dcz",
        "exi",
        "pack200-gzip",
        "aes128gcm",
        "bzip2",
        "x-bzip2",
        "lzma",
        "xz",
        "lz4",
        "snappy"
    );

    private static readonly FrozenSet<string> Read = FrozenSet.Create(StringComparer.Ordinal, "gzip", "x-gzip", "deflate", "br", "zstd");

    /// <summary>The decoded bytes, or null after having said why there are none.</summary>
    /// <param name="body">As received.</param>
    /// <param name="encodings">The values of <c>Content-Encoding</c> (RFC 9110, section 8.4), in the order they were applied.</param>
    /// <param name="limit">In bytes.</param>
    /// <param name="failure">Why there are none.</param>
    public static byte[]? Decode(byte[] body, IReadOnlyList<string> encodings, int limit, out Unanswered? failure)
    {
        failure = null;
        if (encodings.Count == 0 || body.Length == 0)
            return body;
        List<string> named =
        [
            .. encodings
                .SelectMany(e => e.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .Select(e => e.ToLowerInvariant()),
        ];
        failure = Objection(named);
        for (var i = named.Count - 1; i >= 0 && failure is null; i--)
        {
            if (Read.Contains(named[i]))
                body = Decode(body, named[i], new Bounded(limit), out failure);
        }
        return failure is null ? body : null;
    }

    private static Unanswered? Objection(List<string> named) =>
        named.Find(Unread.Contains) is { } unread ? Undecodable($"the answer has the content encoding {unread}, which is not read")
        : named.Count(Read.Contains) > MostEncodings
            ? Undecodable($"the answer has more than {MostEncodings} content encodings: {string.Join(", ", named.Take(5).Select(Short))}")
        : null;

    private static Unanswered Undecodable(string why) => new(SendFailure.Undecodable, why);

    private static string Short(string name) => name.Length <= LongestName ? name : name[..LongestName] + "…";

    private static byte[] Decode(byte[] body, string encoding, Bounded into, out Unanswered? failure)
    {
        var isWhole = false;
        try
        {
            isWhole = encoding switch
            {
                "deflate" => DecodeDeflate(body, into),
                "br" => DecodeBrotli(body, into),
                "zstd" => DecodeZstandard(body, into),
                _ => DecodeGzip(body, into),
            };
        }
        // What zlib itself objects to, such as a dictionary it would need, is an IOException.
        catch (Exception e) when (e is InvalidDataException or IOException or ZstdException)
        {
            isWhole = false;
        }
        failure =
            into.Failure ?? (isWhole ? null : Undecodable($"the answer is not, or not all of, what its content encoding {encoding} says"));
        return failure is null ? into.Kept : [];
    }

    // The last four bytes are the length of the content (RFC 1952, section 2.3.1).
    private static bool DecodeGzip(byte[] body, Bounded into)
    {
        using var stream = new GZipStream(new MemoryStream(body, writable: false), CompressionMode.Decompress);
        return into.AddAll(stream)
            && body.Length >= 18
            && BinaryPrimitives.ReadUInt32LittleEndian(body.AsSpan(^4)) == (uint)into.Kept.Length;
    }

    // The name means the zlib format (RFC 9110, section 8.4.1.2), which ends with a checksum (RFC 1950, section 2.2); some servers leave it
    // away, and browsers read what is left, which has no end one could miss.
    private static bool DecodeDeflate(byte[] body, Bounded into)
    {
        if (!IsZlib(body))
        {
            using var raw = new DeflateStream(new MemoryStream(body, writable: false), CompressionMode.Decompress);
            return into.AddAll(raw) && into.Kept.Length > 0;
        }
        using var stream = new ZLibStream(new MemoryStream(body, writable: false), CompressionMode.Decompress);
        return into.AddAll(stream) && body.Length >= 6 && BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(^4)) == Adler32(into.Kept);
    }

    private static bool IsZlib(byte[] body) =>
        body.Length >= 2 && (body[0] & 0x0f) == 8 && body[0] >> 4 <= 7 && ((body[0] << 8) | body[1]) % 31 == 0;

    private static bool DecodeZstandard(byte[] body, Bounded into)
    {
        using var decompressor = new Decompressor();
        decompressor.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, LargestWindow);
        using var stream = new DecompressionStream(
            new MemoryStream(body, writable: false),
            decompressor,
            checkEndOfStream: true,
            preserveDecompressor: true,
            leaveOpen: false
        );
        return into.AddAll(stream);
    }

    private static uint Adler32(byte[] content)
    {
        var (a, b) = (1u, 0u);
        foreach (var value in content)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }
        return (b << 16) | a;
    }

    private static bool DecodeBrotli(byte[] body, Bounded into)
    {
        using var decoder = new BrotliDecoder();
        var buffer = new byte[32 << 10];
        var left = body.AsSpan();
        while (true)
        {
            var status = decoder.Decompress(left, buffer, out var consumed, out var written);
            left = left[consumed..];
            if (!into.Add(buffer.AsSpan(0, written)))
                return false;
            if (status != OperationStatus.DestinationTooSmall)
                return status == OperationStatus.Done;
        }
    }

    /// <summary>Decoded bytes up to a limit.</summary>
    private sealed class Bounded(int limit)
    {
        private readonly ArrayBufferWriter<byte> kept = new();
        private byte[]? whole;

        /// <summary>Asked for when all is there.</summary>
        public byte[] Kept => whole ??= kept.WrittenSpan.ToArray();

        /// <summary>That there were more; null while there are not.</summary>
        public Unanswered? Failure { get; private set; }

        public bool AddAll(Stream stream)
        {
            var buffer = new byte[32 << 10];
            for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
            {
                if (!Add(buffer.AsSpan(0, read)))
                    return false;
            }
            return true;
        }

        public bool Add(ReadOnlySpan<byte> bytes)
        {
            if (kept.WrittenCount + bytes.Length <= limit)
            {
                kept.Write(bytes);
                return true;
            }
            Failure = new Unanswered(SendFailure.TooLarge, $"the answer is larger than {SizeText.Show(limit)} once it is decoded");
            return false;
        }
    }
}
