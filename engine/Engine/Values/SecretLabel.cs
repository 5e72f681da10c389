using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Values;

/// <summary>Marks a value as secret and names it; a labelled value is shown as <c>‹name›</c>. Two labels are equal only if they are the same one.</summary>
internal sealed class SecretLabel(string name)
{
    /// <summary>The variable or member it came from.</summary>
    public string Name => name;

    /// <summary>What it was given to; null when that is not known.</summary>
    public Value? Secret { get; init; }

    /// <summary>What stands where the value would: <c>‹name›</c>.</summary>
    public string Shown => $"‹{name}›";

    public override string ToString() => Shown;
}

/// <summary>The labels of a value; nearly always none or one.</summary>
internal readonly struct LabelSet
{
    private const int Few = 8;

    private const int MostShown = 4;

    private readonly ImmutableArray<SecretLabel> labels;

    private LabelSet(ImmutableArray<SecretLabel> labels) => this.labels = labels;

    public static LabelSet None => default;

    public bool IsEmpty => labels.IsDefaultOrEmpty;

    public ImmutableArray<SecretLabel> Labels => labels.IsDefault ? [] : labels;

    /// <summary>How a value with these labels is shown; empty without labels.</summary>
    public string Shown =>
        IsEmpty ? ""
        : labels.Length == 1 ? labels[0].Shown
        : $"‹{string.Join('+', labels.Select(l => l.Name).Distinct().Take(MostShown))}›";

    public static LabelSet Of(SecretLabel label) => new([label]);

    /// <summary>The labels of both; this very set when the other brings none that is new.</summary>
    public LabelSet Union(LabelSet other)
    {
        if (other.IsEmpty || labels == other.labels)
            return this;
        if (IsEmpty)
            return other;
        return labels.Length + other.labels.Length <= Few ? UnionOfFew(other) : UnionOfMany(other);
    }

    public LabelSet Without(LabelSet other) => IsEmpty || other.IsEmpty ? this : new LabelSet([.. labels.Except(other.labels)]);

    /// <summary>Whether every label of another set is in this one.</summary>
    public bool Covers(LabelSet other) => Union(other).Labels.Length == Labels.Length;

    private LabelSet UnionOfFew(LabelSet other)
    {
        var all = labels;
        foreach (var label in other.labels)
        {
            if (!all.Contains(label))
                all = all.Add(label);
        }
        return all == labels ? this : new LabelSet(all);
    }

    private LabelSet UnionOfMany(LabelSet other)
    {
        var gathered = new LabelGathering();
        gathered.Add(this);
        gathered.Add(other);
        return gathered.ToSet();
    }

    internal static LabelSet Of(ImmutableArray<SecretLabel> labels) => new(labels);
}

/// <summary>Many sets of labels put into one; what it costs is their number, not its square.</summary>
internal sealed class LabelGathering
{
    private LabelSet set;
    private HashSet<SecretLabel>? seen;
    private ImmutableArray<SecretLabel>.Builder? all;

    public void Add(LabelSet labels)
    {
        if (labels.IsEmpty || all is null && set.Labels == labels.Labels)
            return;
        if (set.IsEmpty)
        {
            set = labels;
            return;
        }
        if (all is null)
        {
            (seen, all) = ([.. set.Labels], ImmutableArray.CreateBuilder<SecretLabel>());
            all.AddRange(set.Labels);
        }
        foreach (var label in labels.Labels)
        {
            if (seen!.Add(label))
                all.Add(label);
        }
    }

    public LabelSet ToSet() => all is null || all.Count == set.Labels.Length ? set : LabelSet.Of(all.ToImmutable());
}
