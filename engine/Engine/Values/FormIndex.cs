using System.Runtime.InteropServices;
using System.Text;

namespace PingOneScenarios.Engine.Values;

/// <summary>
/// Finds many texts in one pass: by their first eight characters, which every form of a secret has. Adding one costs no more for
/// those that are there already, because a run learns secrets all the time. Not thread-safe.
/// </summary>
internal sealed class FormIndex
{
    private const int Lead = SecretMask.ShortestSecret;
    private const int FilterBits = 4096;

    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    private readonly Dictionary<UInt128, List<(string Form, KnownSecret Secret)>> byLead = [];

    /// <summary>One bit for each lead that is there; nearly every place of a harmless text is passed over by it.</summary>
    private readonly ulong[] filter = new ulong[FilterBits / 64];

    /// <param name="form">At least <see cref="SecretMask.ShortestSecret"/> characters; one that is there already keeps its secret.</param>
    /// <param name="secret">What it is a form of.</param>
    public void Add(string form, KnownSecret secret)
    {
        if (!known.Add(form))
            return;
        var lead = LeadOf(form);
        if (!byLead.TryGetValue(lead, out var forms))
            byLead[lead] = forms = [];
        // All JWTs begin alike, so this list may be long: its order is found without looking at the texts.
        var shorter = forms.FindIndex(f => f.Form.Length < form.Length);
        forms.Insert(shorter < 0 ? forms.Count : shorter, (form, secret));
        var bit = BitOf(lead);
        filter[bit / 64] |= 1UL << bit;
    }

    /// <summary>The text with the name of its secret in place of each form; the same text when there is none in it.</summary>
    public string Replace(string text)
    {
        StringBuilder? masked = null;
        var done = 0;
        for (var at = 0; at <= text.Length - Lead; at++)
        {
            if (FindAt(text.AsSpan(at)) is not (var form, { } secret))
                continue;
            (masked ??= new StringBuilder(text.Length)).Append(text, done, at - done).Append(secret.Shown);
            done = at + form.Length;
            at = done - 1;
        }
        return masked is null ? text : masked.Append(text, done, text.Length - done).ToString();
    }

    // The longest form the text begins with; default for none.
    private (string Form, KnownSecret? Secret) FindAt(ReadOnlySpan<char> text)
    {
        var lead = LeadOf(text);
        var bit = BitOf(lead);
        if ((filter[bit / 64] & 1UL << bit) == 0 || !byLead.TryGetValue(lead, out var forms))
            return default;
        foreach (var form in forms)
        {
            if (text.StartsWith(form.Form, StringComparison.Ordinal))
                return form;
        }
        return default;
    }

    private static UInt128 LeadOf(ReadOnlySpan<char> text) => MemoryMarshal.Read<UInt128>(MemoryMarshal.AsBytes(text[..Lead]));

    // Multiplying carries every character into the highest bits.
    private static int BitOf(UInt128 lead)
    {
        var mixed = ((ulong)lead ^ ulong.RotateLeft((ulong)(lead >> 64), 29)) * 0x9E3779B97F4A7C15;
        return (int)(mixed / (ulong.MaxValue / FilterBits + 1));
    }
}
