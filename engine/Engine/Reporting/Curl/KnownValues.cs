namespace PingOneScenarios.Engine.Reporting.Curl;

/// <summary>What the script takes out of an answer, or makes itself.</summary>
/// <param name="Text">As it was in the run.</param>
/// <param name="Source">The variable of the scenario; null for what no step has to name.</param>
/// <param name="Variable">That of the script.</param>
internal sealed record KnownValue(string Text, string? Source, string Variable);

/// <summary>The values of a run that later requests may hold, found where they stand as a whole.</summary>
internal sealed class KnownValues
{
    /// <summary>In characters; shorter ones turn up by chance.</summary>
    public const int ShortestValue = 4;

    /// <summary>From here on a value is found also where the step does not name its variable: it may have come by another.</summary>
    private const int ShortestTelling = 8;

    private readonly Dictionary<string, List<KnownValue>> byBeginning = new(StringComparer.Ordinal);

    public bool IsEmpty => byBeginning.Count == 0;

    public void Add(KnownValue value)
    {
        var beginning = value.Text[..ShortestValue];
        if (!byBeginning.TryGetValue(beginning, out var values))
            byBeginning[beginning] = values = [];
        // The latest variable of the same value is as good as the first.
        values.RemoveAll(v => v.Text == value.Text && v.Source == value.Source);
        values.Add(value);
    }

    /// <summary>The longest value that stands at a place; null when none does.</summary>
    /// <param name="text">Decoded.</param>
    /// <param name="at">Where to look.</param>
    /// <param name="uses">The variables the step was made of.</param>
    public KnownValue? At(string text, int at, IReadOnlySet<string> uses)
    {
        var rest = text.AsSpan(at);
        if (
            rest.Length < ShortestValue
            || IsWithinWord(text, at)
            || !byBeginning.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(rest[..ShortestValue], out var values)
        )
            return null;
        KnownValue? found = null;
        foreach (var value in values)
        {
            if (!rest.StartsWith(value.Text, StringComparison.Ordinal) || IsWithinWord(text, at + value.Text.Length))
                continue;
            if (Weight(value, uses) is > 0 and var weight && (found is null || weight > Weight(found, uses)))
                found = value;
        }
        return found;
    }

    // The longer one; of two of one length, the one the step names. 0 for what stands there by chance.
    private static int Weight(KnownValue value, IReadOnlySet<string> uses)
    {
        var isNamed = value.Source is null || uses.Contains(value.Source);
        return isNamed || value.Text.Length >= ShortestTelling ? 2 * value.Text.Length + (isNamed ? 1 : 0) : 0;
    }

    private static bool IsWithinWord(string text, int at) =>
        at > 0 && at < text.Length && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at]);
}
