using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace PingOneScenarios.Engine.Batch.Rows.Reading;

/// <summary>UTF-16 as UTF-8. Half a letter becomes a byte that stands in no UTF-8, so that whoever reads it finds its place.</summary>
internal sealed class Utf16Stream(Stream file, bool isBigEndian) : Stream
{
    private const byte NoLetter = 0xFF;

    private readonly byte[] letters = new byte[1 << 15];
    private int held;
    private bool isEnd;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        for (var written = 0; ; )
        {
            var status = Take(buffer, ref written);
            if (written > 0 || status == OperationStatus.DestinationTooSmall || isEnd && held == 0)
                return written;
            Fill();
        }
    }

    private OperationStatus Take(Span<byte> buffer, ref int written)
    {
        // An odd byte at the end is half a letter too.
        if (isEnd && held == 1)
            return Spoil(buffer, held, ref written);
        var text = MemoryMarshal.Cast<byte, char>(letters.AsSpan(0, held & ~1));
        var status = Utf8.FromUtf16(text, buffer, out var read, out written, replaceInvalidSequences: false, isFinalBlock: isEnd);
        Drop(2 * read);
        return status == OperationStatus.InvalidData && written < buffer.Length ? Spoil(buffer, 2, ref written) : status;
    }

    private OperationStatus Spoil(Span<byte> buffer, int bytes, ref int written)
    {
        buffer[written++] = NoLetter;
        Drop(bytes);
        return OperationStatus.InvalidData;
    }

    private void Drop(int bytes)
    {
        letters.AsSpan(bytes, held - bytes).CopyTo(letters);
        held -= bytes;
    }

    private void Fill()
    {
        var from = held;
        var read = file.ReadAtLeast(letters.AsSpan(from), letters.Length - from, throwOnEndOfStream: false);
        held += read;
        isEnd = held < letters.Length;
        var added = MemoryMarshal.Cast<byte, ushort>(letters.AsSpan(from & ~1, (held - (from & ~1)) & ~1));
        if (isBigEndian == BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(added, added);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            file.Dispose();
        base.Dispose(disposing);
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
