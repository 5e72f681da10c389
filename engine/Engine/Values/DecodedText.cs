using System.Runtime.InteropServices;
using System.Text;

namespace PingOneScenarios.Engine.Values;

/// <summary>A text in which some stretches are decoded or left out, and where in the text it was made of everything stands.</summary>
internal sealed class DecodedText
{
    private readonly DecodedText? source;
    private readonly List<Jump> jumps;

    private DecodedText(DecodedText? source, string text, List<Jump> jumps) => (this.source, Text, this.jumps) = (source, text, jumps);

    public string Text { get; }

    /// <summary>A text as it is.</summary>
    public static DecodedText Plain(string text) => new(null, text, []);

    /// <summary>The stretch of the first text that a stretch of this one was made of.</summary>
    public (int Start, int End) Origin(int start, int end)
    {
        if (source is null)
            return (start, end);
        var first = LastAtOrBefore(start);
        var from = first < 0 ? start : jumps[first].From + start - jumps[first].At;
        var last = LastAtOrBefore(end - 1);
        // Of several jumps at one place the first ends what is before it: a line break behind a secret stays.
        var to =
            last + 1 < jumps.Count && jumps[last + 1].At == end ? jumps[last + 1].Before
            : last < 0 ? end
            : jumps[last].From + end - jumps[last].At;
        return source.Origin(from, to);
    }

    /// <summary>Decodes every stretch a decoding can read; null when there is none.</summary>
    public DecodedText? Decode(Decoding decoding)
    {
        var text = Text;
        StringBuilder? decoded = null;
        List<Jump>? found = null;
        var copied = 0;
        for (var at = IndexOfTrigger(0); at >= 0; at = IndexOfTrigger(Math.Max(at + 1, copied)))
        {
            var piece = decoding.Read(text, at);
            if (piece.Length == 0 || piece.Start < copied)
                continue;
            decoded ??= new StringBuilder(text.Length);
            found ??= [];
            decoded.Append(text, copied, piece.Start - copied);
            if (piece.Letters.Length > 0)
                found.Add(new Jump(decoded.Length, piece.Start, piece.Start));
            decoded.Append(piece.Letters);
            copied = piece.Start + piece.Length;
            found.Add(new Jump(decoded.Length, copied, piece.Letters.Length > 0 ? copied : piece.Start));
        }
        return decoded is null || found is null
            ? null
            : new DecodedText(this, decoded.Append(text, copied, text.Length - copied).ToString(), found);

        int IndexOfTrigger(int from)
        {
            var next = text.AsSpan(from).IndexOfAny(decoding.Triggers);
            return next < 0 ? -1 : from + next;
        }
    }

    private int LastAtOrBefore(int place)
    {
        var (low, high) = (0, jumps.Count);
        var all = CollectionsMarshal.AsSpan(jumps);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (all[middle].At <= place)
                low = middle + 1;
            else
                high = middle;
        }
        return low - 1;
    }

    // From At on, the text is that from From on of its source; what is before At ended at Before.
    private readonly record struct Jump(int At, int From, int Before);
}

/// <summary>A stretch of a text that stands for other letters.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">0 when there is none.</param>
/// <param name="Letters">What it stands for; empty for what is left out.</param>
internal readonly record struct DecodedPiece(int Start, int Length, string Letters);
