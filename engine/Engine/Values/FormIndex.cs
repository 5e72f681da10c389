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

    /// <summary>So many forms are looked at one by one, more are kept in order.</summary>
    private const int Few = 16;

    private const int MostTries = 8;

    private readonly Dictionary<UInt128, List<SecretForm>> byLead = [];

    /// <summary>One bit for each lead that is there; nearly every place of a harmless text is passed over by it.</summary>
    private ulong[] filter = new ulong[FirstFilter / 64];

    public bool IsEmpty => byLead.Count == 0;

    /// <summary>Adds every form of a text of at least <see cref="SecretMask.ShortestSecret"/> characters.</summary>
    public void Add(string text, KnownSecret secret)
    {
        var beginning = SecretForms.Beginning(text);
        foreach (var write in SecretForms.All)
        {
            var form = write(beginning);
            var lead = LeadOf(form);
            if (!byLead.TryGetValue(lead, out var forms))
                byLead[lead] = forms = [];
            Insert(forms, new SecretForm(text, secret, write));
            if (byLead.Count * PlacesALead > filter.Length * 64)
                Widen();
            Mark(lead);
        }
    }

    private void Widen()
    {
        filter = new ulong[filter.Length * 4];
        foreach (var lead in byLead.Keys)
            Mark(lead);
    }

    private void Mark(UInt128 lead)
    {
        var bit = BitOf((ulong)lead);
        filter[bit / 64] |= 1UL << bit;
    }

    private static void Insert(List<SecretForm> forms, SecretForm form)
    {
        if (forms.Count == Few)
            forms.Sort((a, b) => string.CompareOrdinal(a.Text, b.Text));
        forms.Insert(forms.Count < Few ? forms.Count : Place(forms, form.Text), form);
    }

    /// <summary>Every stretch of the text that is a form, or the beginning of one that was cut off; they do not overlap.</summary>
    public IEnumerable<(int Start, int Length, KnownSecret Secret)> Find(string text)
    {
        for (var at = Next(text, 0); at >= 0; at = Next(text, at))
        {
            var (length, secret) = LongestAt(text.AsSpan(at));
            if (secret is not null)
                yield return (at, length, secret);
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
    private (int Length, KnownSecret? Secret) LongestAt(ReadOnlySpan<char> text)
    {
        if (!byLead.TryGetValue(LeadOf(text), out var forms))
            return default;
        return forms.Count <= Few ? Longest(text, forms) : Longest(text, Near(text, forms));
    }

    // All JWTs begin alike, so there may be many: of those in order the nearest share most with the text, and what they share tells
    // where a shorter one would stand.
    private static List<SecretForm> Near(ReadOnlySpan<char> text, List<SecretForm> forms)
    {
        List<SecretForm> near = [];
        var rest = text;
        for (var tries = 0; tries < MostTries; tries++)
        {
            var at = Place(forms, rest);
            if (at < forms.Count)
                near.Add(forms[at]);
            if (at == 0)
                break;
            near.Add(forms[at - 1]);
            var shared = rest.CommonPrefixLength(forms[at - 1].Text);
            if (shared == forms[at - 1].Text.Length || shared < Lead)
                break;
            rest = rest[..shared];
        }
        return near;
    }

    // The first that stands behind a text in order.
    private static int Place(List<SecretForm> forms, ReadOnlySpan<char> text)
    {
        var (low, high) = (0, forms.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (forms[middle].Text.AsSpan().SequenceCompareTo(text) <= 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
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
