using System.Globalization;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Trust;

/// <summary>
/// What the log of a command tells of each secret by what happens: that a step was skipped, an attempt was repeated, an expectation failed
/// (trust rule 12). Counted in bits for a secret, whatever it is called, over all runs of a command. Safe to use from several threads.
/// </summary>
internal sealed class SecretDecisions
{
    /// <summary>Of the places that are named when it is too much.</summary>
    private const int MostPlaces = 10;

    private readonly Lock turn = new();
    private readonly Dictionary<string, Told> bySecret = new(StringComparer.Ordinal);
    private readonly HashSet<UInt128> known = [];

    /// <summary>Something is decided by a secret: counts it, or says why it may not be decided.</summary>
    /// <param name="labels">Of what was judged.</param>
    /// <param name="bits">How much the decision tells.</param>
    /// <param name="place">What decides.</param>
    /// <param name="most">How much may be told of a secret.</param>
    /// <param name="same">What makes it the same decision in another run, which tells nothing new; null for one that is like no other.</param>
    public Diagnostic? Decide(LabelSet labels, int bits, SourceSpan place, int most, UInt128? same = null)
    {
        if (labels.IsEmpty || bits == 0)
            return null;
        lock (turn)
        {
            if (same is { } before && known.Contains(before))
                return null;
            foreach (var label in labels.Labels)
            {
                var told = Of(label);
                if (told.Bits + bits > most)
                    return Refusal(label, told, place, most);
            }
            foreach (var label in labels.Labels)
                Of(label).Add(bits, place);
            if (same is { } now)
                known.Add(now);
            return null;
        }
    }

    /// <summary>Begins to count anew: what is told from now on is of another command.</summary>
    public void Forget()
    {
        lock (turn)
        {
            bySecret.Clear();
            known.Clear();
        }
    }

    /// <summary>What a length of time tells: which of the milliseconds up to the longest.</summary>
    public static int BitsOfTime(TimeSpan longest) => TemplateRenderer.BitsOf((int)Math.Min(longest.TotalMilliseconds, int.MaxValue));

    // The same text is the same secret in every run, and under every name a scenario gives to it.
    private Told Of(SecretLabel label)
    {
        var secret = label.Secret is { } value ? ValueJson.WriteJson(value) : label.Name;
        if (!bySecret.TryGetValue(secret, out var told))
            bySecret[secret] = told = new Told();
        return told;
    }

    private static Diagnostic Refusal(SecretLabel label, Told told, SourceSpan place, int most) =>
        new(
            DiagnosticCodes.TellsTooMuch,
            place,
            string.Create(CultureInfo.InvariantCulture, $"what happens would tell more than {most} bits of {label.Shown} (trust rule 12)"),
            told.Places.Count == 0
                ? "what is skipped, repeated or not as expected tells of what decided it"
                : $"what is skipped, repeated or not as expected tells of what decided it, so far at {string.Join(", ", told.Places)}"
                    + (told.HasMore ? " and others" : ""),
            string.Create(
                CultureInfo.InvariantCulture,
                $"decide by what is not secret; if this is meant, allow more bits of a secret, for example {most * 2L + 2}"
            )
        );

    private sealed class Told
    {
        public int Bits { get; private set; }

        public List<string> Places { get; } = [];

        public bool HasMore { get; private set; }

        public void Add(int bits, SourceSpan place)
        {
            Bits += bits;
            var shown = place.ToString();
            if (Places.Contains(shown))
                return;
            if (Places.Count < MostPlaces)
                Places.Add(shown);
            else
                HasMore = true;
        }
    }
}
