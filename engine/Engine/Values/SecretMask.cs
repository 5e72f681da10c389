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
    private bool hasSpaces;
    private int changes;

    /// <summary>The long text that was masked last.</summary>
    private volatile LongMasked? last;

    /// <summary>Every secret it knows, as it is now.</summary>
    public ImmutableArray<(string Shown, string Secret)> Held
    {
        get
        {
            lock (gate)
                return [.. secrets.Select(s => (s.Value.Shown, s.Key))];
        }
    }

    /// <summary>Learns a secret; the last name given to it is the one shown.</summary>
    /// <param name="shown">What is printed instead, <c>‹name›</c>.</param>
    /// <param name="secret">The secret as it is.</param>
    public void Add(string shown, string secret) => Learn(shown, secret, rename: true);

    /// <summary>Learns every text in a secret value.</summary>
    public void Add(string shown, Value secret)
    {
        foreach (var text in secret.Texts())
            Add(shown, text);
    }

    /// <summary>Learns a secret under a makeshift name; a name it has already stays.</summary>
    public void AddIfUnknown(string shown, string secret) => Learn(shown, secret, rename: false);

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
        if (text.Length < ShortestSecret)
            return [];
        lock (gate)
        {
            if (forms.IsEmpty)
                return [];
            List<(int Start, int End, KnownSecret Secret)> found = [];
            foreach (var (start, length, secret) in forms.Find(text))
                found.Add((start, start + length, secret));
            foreach (var reading in Decodings.Readings(text, hasSpaces))
            {
                foreach (var (start, length, secret) in forms.Find(reading.Text))
                {
                    var (from, to) = reading.Origin(start, start + length);
                    found.Add((from, to, secret));
                }
            }
            if (found.Count > 1)
                found.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
            return found;
        }
    }

    private void Learn(string shown, string secret, bool rename)
    {
        if (secret.Length < ShortestSecret)
            return;
        lock (gate)
        {
            changes++;
            if (secrets.TryGetValue(secret, out var known))
            {
                known.Shown = rename ? shown : known.Shown;
                return;
            }
            known = new KnownSecret { Shown = shown };
            secrets.Add(secret, known);
            forms.Add(secret, known);
            hasSpaces |= secret.Contains(' ', StringComparison.Ordinal);
            // A key of several lines may be written in others, or in one.
            if (Decodings.Unfolded(secret) is { Length: >= ShortestSecret } unfolded)
                forms.Add(unfolded, known);
        }
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
}
