using System.Runtime.InteropServices;

namespace PingOneScenarios.Engine.Values;

/// <summary>
/// Finds many texts in one pass: by their first eight characters, which every form of a secret has. Adding one costs no more for
/// those that are there already, because a run learns secrets all the time. Not thread-safe.
/// </summary>
internal sealed class FormIndex
{
    private const int Lead = SecretMask.ShortestSecret;
    private const int FirstFilter = 1 << 13;
    private const int PlacesALead = 8;

    /// <summary>A beginning of this length is a copy that was cut, wherever it stands, when it is half of the form too.</summary>
    private const int LongBeginning = 2 * Lead;

    /// <summary>Of one beginning; they are looked at one by one.</summary>
    private const int Few = 16;

    private readonly Dictionary<UInt128, List<SecretForm>> byLead = [];

    private readonly Dictionary<UInt128, List<SecretForm>> byEnd = [];

    /// <summary>One bit for each lead that is there; nearly every place of a harmless text is passed over by it.</summary>
    private ulong[] filter = new ulong[FirstFilter / 64];

    /// <summary>Those whose forms are not there yet: a run may learn a secret with each answer and show no text at all.</summary>
    private readonly List<(string Text, KnownSecret Secret)> waiting = [];

    public bool IsEmpty => byLead.Count == 0 && waiting.Count == 0;

    /// <summary>Adds every form of a text of at least <see cref="SecretMask.ShortestSecret"/> characters.</summary>
    public void Add(string text, KnownSecret secret) => waiting.Add((text, secret));

    private void WriteForms()
    {
        foreach (var (text, secret) in waiting)
            WriteForms(text, secret);
        waiting.Clear();
    }

    private void WriteForms(string text, KnownSecret secret)
    {
        var beginning = SecretForms.Beginning(text);
        foreach (var write in SecretForms.All)
        {
            var lead = LeadOf(write(beginning));
            if (!byLead.TryGetValue(lead, out var forms))
                byLead[lead] = forms = [];
            if (forms.Count < Few)
                Insert(forms, lead, new SecretForm(text, secret, write));
            else
                InsertByEnd(text, secret, write);
        }
    }

    // All JWTs begin alike: beyond a few they are found by how they end, and only whole.
    private void InsertByEnd(string text, KnownSecret secret, Func<string, string> write)
    {
        var end = LeadOf(write(SecretForms.Ending(text)).AsSpan()[^Lead..]);
        if (!byEnd.TryGetValue(end, out var forms))
            byEnd[end] = forms = [];
        Insert(forms, end, new SecretForm(text, secret, write));
    }

    private void Insert(List<SecretForm> forms, UInt128 lead, SecretForm form)
    {
        forms.Add(form);
        if ((byLead.Count + byEnd.Count) * PlacesALead > filter.Length * 64)
            Widen();
        Mark(lead);
    }

    private void Widen()
    {
        filter = new ulong[filter.Length * 4];
        foreach (var lead in byLead.Keys.Concat(byEnd.Keys))
            Mark(lead);
    }

    private void Mark(UInt128 lead)
    {
        var bit = BitOf((ulong)lead);
        filter[bit / 64] |= 1UL << bit;
    }

    /// <summary>Every stretch of the text that is a form, or the beginning of one that was cut off; they do not overlap.</summary>
    public IEnumerable<(int Start, int Length, KnownSecret Secret)> Find(string text)
    {
        WriteForms();
        for (var at = Next(text, 0); at >= 0; at = Next(text, at))
        {
            var (length, secret) = LongestAt(text.AsSpan(at));
            if (secret is not null)
                yield return (at, length, secret);
            else if (EndingAt(text, at) is { Secret: not null } ended)
            {
                yield return (ended.Start, ended.Length, ended.Secret);
                length = Lead;
            }
            at += Math.Max(length, 1);
        }
    }

    // The next place whose eight characters may be a lead; -1 for none.
    private int Next(ReadOnlySpan<char> text, int from)
    {
        for (var at = from; at <= text.Length - Lead; at++)
        {
            var bit = BitOf(MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(text[at..])));
            if ((filter[bit / 64] & 1UL << bit) != 0)
                return at;
        }
        return -1;
    }

    private static (int Length, KnownSecret? Secret) Longest(ReadOnlySpan<char> text, IEnumerable<SecretForm> forms)
    {
        (int Length, bool IsWhole, KnownSecret? Secret) longest = default;
        foreach (var form in forms)
        {
            var length = text.CommonPrefixLength(form.Text);
            var isWhole = length == form.Text.Length;
            var isLonger = length > longest.Length || length == longest.Length && isWhole && !longest.IsWhole;
            if (isLonger && (isWhole || IsCut(text, length, form.Text.Length)))
                longest = (length, isWhole, form.Secret);
        }
        return (longest.Length, longest.Secret);
    }

    // The longest counts, and a whole form before one that was cut.
    private (int Length, KnownSecret? Secret) LongestAt(ReadOnlySpan<char> text) =>
        byLead.TryGetValue(LeadOf(text), out var forms) ? Longest(text, forms) : default;

    // A whole form that ends with the eight characters at a place; (0, 0) for none.
    private (int Start, int Length, KnownSecret? Secret) EndingAt(string text, int at)
    {
        if (byEnd.Count == 0 || !byEnd.TryGetValue(LeadOf(text.AsSpan(at)), out var forms))
            return default;
        foreach (var form in forms)
        {
            var start = at + Lead - form.Text.Length;
            if (start >= 0 && text.AsSpan(start).StartsWith(form.Text))
                return (start, form.Text.Length, form.Secret);
        }
        return default;
    }

    // Some secrets begin like a word or a name: their first letters alone are only hidden where it shows that more was there.
    private static bool IsCut(ReadOnlySpan<char> text, int length, int whole)
    {
        var rest = text[length..];
        return rest.StartsWith("…")
            || rest.StartsWith("...")
            || rest.IsEmpty && length * 4 >= whole * 3
            || length >= LongBeginning && length * 2 >= whole;
    }

    private static UInt128 LeadOf(ReadOnlySpan<char> text) => MemoryMarshal.Read<UInt128>(MemoryMarshal.AsBytes(text[..Lead]));

    // Of the first four letters, which tell most places apart; multiplying carries every letter into the highest bits.
    private int BitOf(ulong letters) =>
        (int)(letters * 0x9E3779B97F4A7C15 >> 64 - System.Numerics.BitOperations.Log2((uint)filter.Length * 64));
}

/// <summary>One form of a secret; written out when a text begins like it, which most never do.</summary>
internal sealed class SecretForm(string plain, KnownSecret secret, Func<string, string> write)
{
    private string? text;

    public KnownSecret Secret => secret;

    public string Text => text ??= write(plain);
}
