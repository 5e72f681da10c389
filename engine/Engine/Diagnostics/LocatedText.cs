namespace PingOneScenarios.Engine.Diagnostics;

/// <summary>
/// A text that was decoded out of a source (a YAML scalar, say) and still knows where each of its characters came from.
/// </summary>
/// <param name="Text">The decoded text.</param>
/// <param name="Whole">What the text covers in its source, quotes and block header included.</param>
/// <param name="Offsets">For each character its offset in the source; null when the text stands there unchanged from <paramref name="First"/>.</param>
/// <param name="First">The offset of the first character; only read when <paramref name="Offsets"/> is null.</param>
internal sealed record LocatedText(string Text, SourceSpan Whole, int[]? Offsets, int First)
{
    /// <summary>Where a part of the text stands in the source; an empty part at the end stands behind the last character.</summary>
    public SourceSpan Part(int start, int length)
    {
        if (Offsets is null)
            return new SourceSpan(Whole.Source, First + start, length);
        if (Offsets.Length == 0)
            return Whole;
        var from = start < Offsets.Length ? Offsets[start] : Offsets[^1] + 1;
        var last = start + length - 1;
        var to = length == 0 ? from : Offsets[Math.Min(last, Offsets.Length - 1)] + 1;
        return new SourceSpan(Whole.Source, from, Math.Max(0, to - from));
    }

    /// <summary>The part of the text from <paramref name="start"/> on, still located.</summary>
    public LocatedText Slice(int start, int length) =>
        new(
            Text.Substring(start, length),
            Part(start, length),
            Offsets is null ? null : Offsets[start..(start + length)],
            Offsets is null ? First + start : 0
        );
}
