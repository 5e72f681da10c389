using System.Collections.Immutable;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Values;

/// <summary>
/// The second net behind the labels (trust rule 9): replaces every known secret, in every form it may have been encoded in, by <c>‹name›</c>.
/// Secrets under <see cref="ShortestSecret"/> characters are not searched for, they would corrupt harmless text.
/// Safe to use from several threads.
/// </summary>
internal sealed class SecretMask
{
    /// <summary>In characters.</summary>
    public const int ShortestSecret = 8;

    /// <summary>In characters.</summary>
    private const int LongText = 64 << 10;

    private const char Dot = '•';

    private readonly Lock gate = new();
    private readonly Dictionary<string, KnownSecret> secrets = new(StringComparer.Ordinal);
    private readonly FormIndex forms = new();
    private readonly PieceIndex pieces = new();
    private readonly NumberIndex numbers = new();
    private bool hasSpaces;
    private int changes;

    /// <summary>The long text that was masked last.</summary>
    private volatile LongMasked? last;

    /// <summary>Every secret it looks for in texts, as it is now; numbers are not looked for inside of others.</summary>
    public ImmutableArray<(string Shown, string Secret)> Held
    {
        get
        {
            lock (gate)
                return [.. secrets.Where(s => !s.Value.IsNumber).Select(s => (s.Value.Shown, s.Key))];
        }
    }

    /// <summary>Learns a secret; the last name given to it is the one shown.</summary>
    /// <param name="shown">What is printed instead, <c>‹name›</c>.</param>
    /// <param name="secret">The secret as it is.</param>
    public void Add(string shown, string secret) => Learn(shown, new TextValue(secret), LabelSet.None, rename: true);

    /// <summary>Learns every text and every number in a secret value.</summary>
    public void Add(string shown, Value secret)
    {
        foreach (var leaf in LabelledParts.Leaves(secret))
            Learn(shown, leaf, LabelSet.None, rename: true);
    }

    /// <summary>Learns what is in a secret value, and the labels it is known again by.</summary>
    public void Add(LabelSet labels, Value secret)
    {
        foreach (var leaf in LabelledParts.Leaves(secret))
            Learn(labels.Shown, leaf, labels, rename: true);
    }

    /// <summary>Learns a secret under a makeshift name; a name it has already stays.</summary>
    public void AddIfUnknown(LabelSet labels, string secret) => Learn(labels.Shown, new TextValue(secret), labels, rename: false);

    /// <summary>
    /// The stretches of a text that are secrets with labels: whole or cut to eight letters or more, in any case of letters, escaped or coded;
    /// in order, not overlapping.
    /// </summary>
    public ImmutableArray<LabelledSpan> Labelled(string text)
    {
        if (text.Length < NumberIndex.Shortest)
            return [];
        lock (gate)
        {
            if (IsIdle)
                return [];
            var found = FindKnown(text, Decodings.Readings(text, hasSpaces));
            var isWhole = found.Exists(f => f.Start == 0 && f.End == text.Length && !f.Secret.Labels.IsEmpty);
            if (!pieces.IsEmpty && !isWhole)
                new CodedSearch(pieces, found).In(text);
            return Spans(found);
        }
    }

    /// <summary>The labels a text is known by that is a secret as it is.</summary>
    public LabelSet LabelsOf(string secret)
    {
        lock (gate)
            return secrets.TryGetValue(secret, out var known) ? known.Labels : LabelSet.None;
    }

    /// <summary>The labels a number is known by.</summary>
    public LabelSet LabelsOf(NumberValue number)
    {
        lock (gate)
            return numbers.Find(number)?.Labels ?? LabelSet.None;
    }

    /// <summary>The text without any known secret.</summary>
    public string Apply(string text)
    {
        if (text.Length < LongText)
            return Replaced(text);
        // A long answer is shown at several places, each of which masks all of it.
        var (known, by) = (last, Volatile.Read(ref changes));
        if (known is null || known.Changes != by || !ReferenceEquals(known.Text, text))
            last = known = new LongMasked(text, Replaced(text), by);
        return known.Shown;
    }

    /// <summary>The diagnostic without any known secret, also in the source it points into.</summary>
    public Diagnostic Apply(Diagnostic problem) =>
        problem with
        {
            Span = problem.Span with { Source = problem.Span.Source.Covered(Apply(problem.Span.Source.Path), Cover) },
            What = Apply(problem.What),
            Why = problem.Why is null ? null : Apply(problem.Why),
            Fix = Apply(problem.Fix),
        };

    /// <summary>The text with every known secret dotted out, white space kept: it is as long as it was.</summary>
    public string Cover(string text)
    {
        var found = Find(text);
        if (found.Count == 0)
            return text;
        var covered = text.ToCharArray();
        foreach (var (start, end, _) in found)
        {
            for (var i = start; i < end; i++)
                covered[i] = char.IsWhiteSpace(covered[i]) ? covered[i] : Dot;
        }
        return new string(covered);
    }

    private bool IsIdle => secrets.Count == 0;

    private string Replaced(string text)
    {
        var found = Find(text);
        if (found.Count == 0)
            return text;
        var masked = new StringBuilder(text.Length);
        var done = 0;
        foreach (var (start, end, secret) in found)
        {
            // What overlaps is parts of the same text in two readings: one name stands for it.
            if (start >= done)
                masked.Append(text, done, start - done).Append(secret.Shown);
            done = Math.Max(done, end);
        }
        return masked.Append(text, done, text.Length - done).ToString();
    }

    private List<(int Start, int End, KnownSecret Secret)> Find(string text)
    {
        if (text.Length < NumberIndex.Shortest)
            return [];
        lock (gate)
        {
            if (IsIdle)
                return [];
            var readings = Decodings.Readings(text, hasSpaces);
            var found = FindKnown(text, readings);
            AddForms(found, text, null);
            foreach (var reading in readings)
                AddForms(found, reading.Text, reading);
            return InOrder(found);
        }
    }

    // As they are, in any case, escaped.
    private List<(int Start, int End, KnownSecret Secret)> FindKnown(string text, List<DecodedText> readings)
    {
        var found = pieces.Find(text);
        numbers.FindIn(text, found);
        foreach (var reading in readings)
        {
            foreach (var (start, end, secret) in pieces.Find(reading.Text))
            {
                var (from, to) = reading.Origin(start, end);
                found.Add((from, to, secret));
            }
        }
        return found;
    }

    private void AddForms(List<(int Start, int End, KnownSecret Secret)> found, string text, DecodedText? reading)
    {
        if (forms.IsEmpty || text.Length < ShortestSecret)
            return;
        foreach (var (start, length, secret) in forms.Find(text))
        {
            var (from, to) = reading?.Origin(start, start + length) ?? (start, start + length);
            found.Add((from, to, secret));
        }
    }

    private static List<(int Start, int End, KnownSecret Secret)> InOrder(List<(int Start, int End, KnownSecret Secret)> found)
    {
        if (found.Count > 1)
            found.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
        return found;
    }

    // What overlaps is one stretch.
    private static ImmutableArray<LabelledSpan> Spans(List<(int Start, int End, KnownSecret Secret)> found)
    {
        if (found.Count == 0)
            return [];
        var spans = ImmutableArray.CreateBuilder<LabelledSpan>();
        foreach (var (start, end, secret) in InOrder(found))
        {
            if (secret.Labels.IsEmpty)
                continue;
            if (spans.Count == 0 || spans[^1].End <= start)
                spans.Add(new LabelledSpan(start, end - start, secret.Labels));
            else
                spans[^1] = spans[^1] with
                {
                    Length = Math.Max(spans[^1].End, end) - spans[^1].Start,
                    Labels = spans[^1].Labels.Union(secret.Labels),
                };
        }
        return spans.ToImmutable();
    }

    private void Learn(string shown, Value leaf, LabelSet labels, bool rename)
    {
        var secret = leaf.ToString();
        if (leaf is NumberValue written ? !NumberIndex.IsLong(written) : secret.Length < ShortestSecret)
            return;
        lock (gate)
        {
            changes++;
            if (secrets.TryGetValue(secret, out var known))
            {
                known.Shown = rename ? shown : known.Shown;
                known.Labels = known.Labels.Union(labels);
                return;
            }
            known = new KnownSecret
            {
                Shown = shown,
                Labels = labels,
                IsNumber = leaf is NumberValue,
            };
            secrets.Add(secret, known);
            if (leaf is NumberValue number)
                numbers.Add(number, known);
            else
                Index(secret, known);
        }
    }

    private void Index(string secret, KnownSecret known)
    {
        forms.Add(secret, known);
        pieces.Add(secret, known);
        hasSpaces |= secret.Contains(' ', StringComparison.Ordinal);
        // What is decoded is searched byte by byte.
        if (!Ascii.IsValid(secret))
            pieces.Add(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(secret)), known);
        // A key of several lines may be written in others, or in one.
        if (Decodings.Unfolded(secret) is not { Length: >= ShortestSecret } unfolded)
            return;
        forms.Add(unfolded, known);
        pieces.Add(unfolded, known);
    }
}

/// <summary>A long text, and how it is shown.</summary>
/// <param name="Text">As it is.</param>
/// <param name="Shown">Without any secret the mask knew.</param>
/// <param name="Changes">How often it had learned something by then.</param>
internal sealed record LongMasked(string Text, string Shown, int Changes);

/// <summary>A secret the mask knows.</summary>
internal sealed class KnownSecret
{
    /// <summary>What is printed instead of it.</summary>
    public required string Shown { get; set; }

    /// <summary>Whether it is only found as a whole.</summary>
    public bool IsNumber { get; init; }

    /// <summary>What it is known again by in answers; empty for what is only hidden.</summary>
    public LabelSet Labels { get; set; }
}
