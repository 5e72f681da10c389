using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Runtime.InteropServices;
using HdrHistogram;
using HdrHistogram.Utilities;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Batch.Load;

/// <summary>
/// Histograms of one range, in nanoseconds as the public readers of histograms expect it, and the bytes they are kept in: a header in the
/// clear, then the counts behind zlib.
/// </summary>
internal static class HistogramCode
{
    /// <summary>Longer times are recorded as this one.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private const long Lowest = 1_000;
    private const long Highest = 600_000_000_000;
    private const int CompressedCookie = 0x1C849314;
    private const int MostBytes = 1 << 20;
    private const int HeaderLength = 40;

    public static LongHistogram New(int digits) => new(Lowest, Highest, digits);

    public static long Clamped(TimeSpan time) => Math.Clamp(time.Ticks * TimeSpan.NanosecondsPerTick, 0, Highest);

    public static TimeSpan TimeOf(double nanoseconds) =>
        TimeSpan.FromTicks((long)Math.Round(Math.Min(nanoseconds, Highest) / TimeSpan.NanosecondsPerTick));

    public static LatencyFigures Figures(LongHistogram histogram, long beyond) =>
        histogram.TotalCount == 0
            ? new LatencyFigures { Count = 0 }
            : new LatencyFigures
            {
                Count = histogram.TotalCount,
                Beyond = beyond,
                P50 = TimeOf(histogram.GetValueAtPercentile(50)),
                P90 = TimeOf(histogram.GetValueAtPercentile(90)),
                P95 = TimeOf(histogram.GetValueAtPercentile(95)),
                P99 = TimeOf(histogram.GetValueAtPercentile(99)),
                P999 = TimeOf(histogram.GetValueAtPercentile(99.9)),
                Max = TimeOf(histogram.GetMaxValue()),
                Mean = TimeOf(histogram.GetMean()),
                Histogram = ImmutableCollectionsMarshal.AsImmutableArray(Write(histogram)),
            };

    public static byte[] Write(LongHistogram histogram)
    {
        var buffer = ByteBuffer.Allocate(histogram.GetNeededByteBufferCapacity());
        var length = histogram.EncodeIntoCompressedByteBuffer(buffer);
        buffer.Position = 0;
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
            bytes[i] = buffer.Get();
        return bytes;
    }

    /// <exception cref="FormatException">It is no histogram of this range: of another, a reader would take as much memory as the bytes ask for.</exception>
    // The library makes what it reads by its constructors, which are kept for it in the native executable.
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(ShortHistogram))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(IntHistogram))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(LongHistogram))]
    public static HistogramBase Read(ImmutableArray<byte> bytes, int digits)
    {
        try
        {
            var header = HeaderOf(bytes.AsSpan());
            var isOurs =
                BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(12)) == digits
                && BinaryPrimitives.ReadInt64BigEndian(header.AsSpan(16)) == Lowest
                && BinaryPrimitives.ReadInt64BigEndian(header.AsSpan(24)) == Highest
                && BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(8)) == 0
                && BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)) is >= 0 and <= MostBytes;
            if (isOurs)
                return HistogramEncoding.DecodeFromCompressedByteBuffer(ByteBuffer.Allocate(bytes.ToArray()), 0);
        }
        catch (Exception e) when (e is not OutOfMemoryException and not FormatException)
        {
            throw new FormatException("holds a histogram that cannot be read", e);
        }
        throw new FormatException("holds a histogram of another range than this p1s writes");
    }

    private static byte[] HeaderOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is < 8 or > MostBytes || BinaryPrimitives.ReadInt32BigEndian(bytes) != CompressedCookie)
            throw new FormatException("holds no histogram");
        using var packed = new ZLibStream(new MemoryStream(bytes[8..].ToArray()), CompressionMode.Decompress);
        var header = new byte[HeaderLength];
        packed.ReadExactly(header);
        return header;
    }
}
