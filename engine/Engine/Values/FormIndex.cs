using System.Runtime.InteropServices;

namespace PingOneScenarios.Engine.Values;

/// <summary>
/// Finds many texts in one pass: by their first eight characters, which every form of a secret has. Adding one costs no more for
/// those that are there already, because a run learns secrets all the time. Not thread-safe.
/// </summary>
internal sealed class FormIndex
{
    private const int Lead = SecretMask.ShortestSecret;
    private const int FilterBits = 1 << (64 - 51);

    private readonly Dictionary<UInt128, Forms> byLead = [];

    /// <summary>One bit for each lead that is there; nearly every place of a harmless text is passed over by it.</summary>
    private readonly ulong[] filter = new ulong[FilterBits / 64];

    public bool IsEmpty => byLead.Count == 0;

    /// <summary>Adds every form of a text of at least <see cref="SecretMask.ShortestSecret"/> characters.</summary>
    public void Add(string text, KnownSecret secret)
    {
        var beginning = SecretForms.Beginning(text);
        foreach (var write in SecretForms.All)
        {
            var form = write(beginning);
            var lead = LeadOf(form);
            var one = new SecretForm(text, secret, write);
            if (byLead.TryGetValue(lead, out var forms))
                forms.Add(one);
            else
                byLead[lead] = new Forms(one);
            var bit = BitOf(form);
            filter[bit / 64] |= 1UL << bit;
        }
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
            var bit = BitOf(text[at..]);
            if ((filter[bit / 64] & 1UL << bit) != 0)
                return at;
        }
        return -1;
    }

    private (int Length, KnownSecret? Secret) LongestAt(ReadOnlySpan<char> text) =>
        byLead.TryGetValue(LeadOf(text), out var forms) ? forms.Longest(text) : default;

    private static UInt128 LeadOf(ReadOnlySpan<char> text) => MemoryMarshal.Read<UInt128>(MemoryMarshal.AsBytes(text[..Lead]));

    // Of the first four letters, which tell most places apart; multiplying carries every letter into the highest bits.
    private static int BitOf(ReadOnlySpan<char> text) =>
        (int)(MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(text)) * 0x9E3779B97F4A7C15 >> 51);

    // Those of one lead: nearly always a single one, which is not even written out before a text begins like it.
    private sealed class Forms(SecretForm first)
    {
        private FormTree? tree;

        public void Add(SecretForm form)
        {
            tree ??= new FormTree(first);
            tree.Add(form);
        }

        public (int Length, KnownSecret? Secret) Longest(ReadOnlySpan<char> text)
        {
            if (tree is not null)
                return tree.Longest(text);
            var length = text.CommonPrefixLength(first.Text);
            return length == first.Text.Length || first.IsCutAt(text, length) ? (length, first.Secret) : default;
        }
    }
}
