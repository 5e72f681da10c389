using System.Buffers;
using System.Text.Unicode;

namespace PingOneScenarios.Engine.Batch.Rows.Reading;

/// <summary>Bytes as letters, up to the first that is none: nothing is put in its place.</summary>
internal sealed class StrictText(Stream bytes) : IDisposable
{
    private readonly byte[] held = new byte[1 << 16];
    private int start;
    private int end;
    private bool isEnd;
    private char pending;

    /// <summary>Why the text ended where it did.</summary>
    public TextEnd End { get; private set; }

    /// <summary>How many letters were read; none at the end.</summary>
    public int Read(Span<char> letters)
    {
        while (End == TextEnd.None && letters.Length > 0)
        {
            var written = Decode(letters);
            var nul = letters[..written].IndexOf('\0');
            if (nul >= 0)
                End = TextEnd.Nul;
            if (written > 0)
                return nul < 0 ? written : nul;
        }
        return 0;
    }

    public void Dispose() => bytes.Dispose();

    private int Decode(Span<char> letters)
    {
        if (pending != '\0')
        {
            letters[0] = pending;
            pending = '\0';
            return 1;
        }
        var text = held.AsSpan(start, end - start);
        var status = Utf8.ToUtf16(text, letters, out var read, out var written, replaceInvalidSequences: false, isFinalBlock: isEnd);
        start += read;
        if (written > 0)
            return written;
        if (status == OperationStatus.DestinationTooSmall)
            return DecodePair(letters);
        if (status == OperationStatus.InvalidData)
            End = TextEnd.NotUtf8;
        else if (isEnd)
            End = TextEnd.Whole;
        else
            Fill();
        return 0;
    }

    // A letter of two parts where there is room for one.
    private int DecodePair(Span<char> letters)
    {
        Span<char> pair = stackalloc char[2];
        Utf8.ToUtf16(held.AsSpan(start, 4), pair, out var read, out _);
        start += read;
        letters[0] = pair[0];
        pending = pair[1];
        return 1;
    }

    private void Fill()
    {
        held.AsSpan(start, end - start).CopyTo(held);
        (start, end) = (0, end - start);
        var read = bytes.Read(held.AsSpan(end));
        end += read;
        isEnd = read == 0;
    }
}

/// <summary>Why a text ended.</summary>
internal enum TextEnd
{
    /// <summary>It has not.</summary>
    None,

    /// <summary>Nothing is left.</summary>
    Whole,

    NotUtf8,
    Nul,
}
