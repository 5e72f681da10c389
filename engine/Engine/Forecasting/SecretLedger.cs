using System.Collections.Immutable;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Forecasting;

/// <summary>The secrets a run handles, and which step would send them where.</summary>
internal sealed class SecretLedger
{
    private readonly Dictionary<SecretLabel, Entry> byLabel = [];
    private readonly List<Entry> entries = [];

    public ImmutableArray<ForecastSecret> All =>
        [
            .. entries
                .Where(e => !e.IsFound || e.Uses.Count > 0 || e.Bits > 0)
                .Select(e => new ForecastSecret
                {
                    Name = e.Name,
                    Source = e.Source,
                    To = e.To is { } to ? [.. to.Select(EmulatorText.Of)] : null,
                    Bits = e.Bits,
                    Uses = [.. e.Uses],
                }),
        ];

    /// <summary>The same secret of a scenario that is gone over again is the same entry.</summary>
    /// <param name="label">A new one.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="to">The only origins it may be sent to; null when it is not confined.</param>
    /// <param name="isFound">Whether it comes out of an answer, so that it only counts when it is sent.</param>
    public void Add(SecretLabel label, string source, ImmutableArray<Origin>? to, bool isFound)
    {
        var entry = entries.Find(e => e.Name == label.Name && e.Source == source);
        if (entry is null)
            entries.Add(entry = new Entry(label.Name, source, to, isFound));
        byLabel[label] = entry;
    }

    public void Use(LabelSet labels, ForecastSecretUse use)
    {
        foreach (var label in labels.Labels)
        {
            var uses = byLabel[label].Uses;
            if (!uses.Contains(use))
                uses.Add(use);
        }
    }

    /// <summary>Something is decided by what has these labels.</summary>
    public void Decide(LabelSet labels, int bits)
    {
        foreach (var label in labels.Labels)
            byLabel[label].Bits += bits;
    }

    private sealed record Entry(string Name, string Source, ImmutableArray<Origin>? To, bool IsFound)
    {
        public int Bits { get; set; }

        public List<ForecastSecretUse> Uses { get; } = [];
    }
}
