using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace PingOneScenarios.Engine.Http;

/// <summary>
/// The content of an answer without its content encoding, within bounds (trust rule 12) and whole: .NET's own decompression has no bounds,
/// and takes a stream that was cut off for one that ended.
/// </summary>
internal static class AnswerDecoder
{
    /// <summary>How many bytes one byte may become; what compresses better than this is no honest answer.</summary>
    public const int LargestExpansion = 100;

    /// <summary>Small answers of repeated text compress well; up to this many bytes no ratio is asked for.</summary>
    private const int FreeBytes = 64 << 10;

    private static readonly Unanswered Several = new(SendFailure.Undecodable, "the answer has more than one content encoding");
    private static readonly Unanswered Unknown = new(
        SendFailure.Undecodable,
        "the answer has a content encoding other than gzip, deflate and br"
    );
    private static readonly Unanswered Broken = new(
        SendFailure.Undecodable,
        "the answer is not, or not all of, what its content encoding says"
    );

    /// <summary>The decoded bytes, or null after having said why there are none.</summary>
    /// <param name="body">As received.</param>
    /// <param name="encodings">The values of <c>Content-Encoding</c> (RFC 9110, section 8.4); several are refused.</param>
    /// <param name="limit">In bytes.</param>
    /// <param name="failure">Why there are none.</param>
    public static byte[]? Decode(byte[] body, IReadOnlyList<string> encodings, int limit, out Unanswered? failure)
    {
        failure = null;
        var named = encodings
            .SelectMany(e => e.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        if (named.Count == 0 || body.Length == 0)
            return body;
        failure = named.Count > 1 ? Several : null;
        if (failure is not null)
            return null;
        var bounded = new Bounded(body.Length, limit);
        try
        {
            failure = Decode(body, named[0].ToLowerInvariant(), bounded) ?? bounded.Failure;
        }
        // What zlib itself objects to, such as a dictionary it would need, is an IOException.
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            failure = Broken;
        }
        return failure is null ? bounded.Kept : null;
    }

    private static Unanswered? Decode(byte[] body, string encoding, Bounded into) =>
        encoding switch
        {
            "gzip" or "x-gzip" => DecodeGzip(body, into),
            "deflate" => DecodeZlib(body, into),
            "br" => DecodeBrotli(body, into),
            "identity" => into.Add(body) ? null : into.Failure,
            _ => Unknown,
        };

    // The last four bytes are the length of the content (RFC 1952, section 2.3.1).
    private static Unanswered? DecodeGzip(byte[] body, Bounded into)
    {
        using var stream = new GZipStream(new MemoryStream(body, writable: false), CompressionMode.Decompress);
        if (!into.AddAll(stream))
            return into.Failure;
        return body.Length >= 18 && BinaryPrimitives.ReadUInt32LittleEndian(body.AsSpan(^4)) == (uint)into.Kept.Length ? null : Broken;
    }

    // The name means the zlib format (RFC 9110, section 8.4.1.2); its last four bytes are a checksum (RFC 1950, section 2.2).
    private static Unanswered? DecodeZlib(byte[] body, Bounded into)
    {
        using var stream = new ZLibStream(new MemoryStream(body, writable: false), CompressionMode.Decompress);
        if (!into.AddAll(stream))
            return into.Failure;
        return body.Length >= 6 && BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(^4)) == Adler32(into.Kept) ? null : Broken;
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

    private static Unanswered? DecodeBrotli(byte[] body, Bounded into)
    {
        using var decoder = new BrotliDecoder();
        var buffer = new byte[32 << 10];
        var left = body.AsSpan();
        while (true)
        {
            var status = decoder.Decompress(left, buffer, out var consumed, out var written);
            left = left[consumed..];
            if (!into.Add(buffer.AsSpan(0, written)))
                return into.Failure;
            if (status != OperationStatus.DestinationTooSmall)
                return status == OperationStatus.Done ? null : Broken;
        }
    }

    /// <summary>Decoded bytes up to a limit.</summary>
    private sealed class Bounded(int received, int limit)
    {
        private readonly long most = Math.Min(limit, Math.Max(FreeBytes, (long)received * LargestExpansion));
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
            if (kept.WrittenCount + bytes.Length <= most)
            {
                kept.Write(bytes);
                return true;
            }
            Failure = new Unanswered(
                SendFailure.TooLarge,
                most == limit
                    ? $"the answer is larger than {limit >> 20} MB once it is decoded"
                    : $"the answer grows to more than {LargestExpansion} times its size when it is decoded"
            );
            return false;
        }
    }
}
