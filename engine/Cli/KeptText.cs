using System.Text;

namespace PingOneScenarios.Cli;

/// <summary>Text as UTF-8, in pieces that are never copied when more comes.</summary>
/// <param name="largestPiece">In bytes.</param>
internal sealed class KeptText(int largestPiece)
{
    private const int SmallestPiece = 512;

    /// <summary>More bytes than any character takes.</summary>
    private const int OneCharacter = 8;

    private readonly Encoder encoder = Encoding.UTF8.GetEncoder();
    private readonly Queue<ArraySegment<byte>> full = new();
    private byte[] last = [];
    private int lastLength;
    private int fullLength;

    /// <summary>In bytes; there are no more characters than that.</summary>
    public int Length => fullLength + lastLength;

    public void Append(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (last.Length - lastLength < OneCharacter)
                Grow();
            encoder.Convert(text, last.AsSpan(lastLength), flush: false, out var read, out var written, out _);
            text = text[read..];
            lastLength += written;
        }
    }

    /// <summary>Forgets whole pieces from the beginning on, as long as enough is left.</summary>
    public void KeepEnd(int atLeast)
    {
        while (full.TryPeek(out var first) && Length - first.Count >= atLeast)
            fullLength -= full.Dequeue().Count;
    }

    /// <summary>All that is kept; gives the number of characters.</summary>
    /// <param name="to">Has room for <see cref="Length"/>.</param>
    public int CopyTo(Span<char> to)
    {
        var length = 0;
        foreach (var piece in full)
            length += Encoding.UTF8.GetChars(piece, to[length..]);
        return length + Encoding.UTF8.GetChars(last.AsSpan(0, lastLength), to[length..]);
    }

    private void Grow()
    {
        if (lastLength > 0)
            full.Enqueue(new ArraySegment<byte>(last, 0, lastLength));
        fullLength += lastLength;
        last = new byte[Math.Clamp(fullLength, Math.Min(SmallestPiece, largestPiece), largestPiece)];
        lastLength = 0;
    }
}
