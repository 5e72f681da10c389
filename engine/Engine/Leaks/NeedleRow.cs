namespace PingOneScenarios.Engine.Leaks;

/// <summary>
/// Needles that begin alike, in the order of their letters: all tokens of an issuer begin alike, and there may be thousands. Safe to use from
/// several threads once all are there.
/// </summary>
internal sealed class NeedleRow
{
    private readonly List<Needle> needles = [];
    private bool isSorted;

    public void Add(Needle needle) => needles.Add(needle);

    /// <summary>To be called once all are there and before it is asked; from several threads. A single needle is not written out for it.</summary>
    public NeedleRow Sorted()
    {
        lock (needles)
        {
            if (!isSorted && needles.Count > 1)
                needles.Sort((a, b) => string.CompareOrdinal(a.Text, b.Text));
            isSorted = true;
        }
        return this;
    }

    /// <summary>The longest needle a text begins with; null when there is none.</summary>
    public Needle? LongestAt(ReadOnlySpan<char> text)
    {
        // What a text begins with stands before it, and whatever stands between the two begins with it as well.
        while (LastUpTo(text) is var at && at >= 0)
        {
            var shared = text.CommonPrefixLength(needles[at].Text);
            if (shared == needles[at].Text.Length)
                return needles[at];
            text = text[..shared];
        }
        return null;
    }

    /// <summary>With how many letters of a text some needle begins; all of them mean that more text could matter.</summary>
    public int SharedWith(ReadOnlySpan<char> text)
    {
        var at = LastUpTo(text);
        var before = at < 0 ? 0 : text.CommonPrefixLength(needles[at].Text);
        return at + 1 < needles.Count ? Math.Max(before, text.CommonPrefixLength(needles[at + 1].Text)) : before;
    }

    private int LastUpTo(ReadOnlySpan<char> text)
    {
        var (low, high) = (0, needles.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (needles[middle].Text.AsSpan().SequenceCompareTo(text) <= 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low - 1;
    }
}

/// <summary>A secret in one of its writings.</summary>
/// <param name="shown">What is shown instead.</param>
/// <param name="secret">As it is.</param>
/// <param name="write">Writes it.</param>
internal sealed class Needle(string shown, string secret, Func<string, string> write)
{
    private string? text;

    public string Shown => shown;

    // Written out when something begins like it, which hardly anything does.
    public string Text => text ??= write(secret);
}
