using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Editing;

/// <summary>
/// Carries places from the text a file was last read from to the text it has now: what stands before and behind the one stretch that
/// differs is the same.
/// </summary>
internal sealed class TextShift
{
    private readonly SourceText now;
    private readonly int before;
    private readonly int behindThen;
    private readonly int delta;

    public TextShift(SourceText then, SourceText now)
    {
        this.now = now;
        var (a, b) = (then.Text, now.Text);
        before = a.AsSpan().CommonPrefixLength(b);
        var behind = 0;
        while (behind < Math.Min(a.Length, b.Length) - before && a[^(behind + 1)] == b[^(behind + 1)])
            behind++;
        behindThen = a.Length - behind;
        delta = b.Length - a.Length;
    }

    /// <summary>The span in the text as it is now, or null when it was changed.</summary>
    public SourceSpan? ToNow(SourceSpan span) =>
        span.Start + span.Length <= before ? new SourceSpan(now, span.Start, span.Length)
        : span.Start >= behindThen ? new SourceSpan(now, span.Start + delta, span.Length)
        : null;

    /// <summary>The offset in the text as it was; the beginning of the change for what is inside it.</summary>
    public int ToThen(int offset) =>
        offset <= before ? offset
        : offset - delta >= behindThen ? offset - delta
        : before;
}
