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
    private readonly ImmutableArray<SecretLabel> labels;

    private LabelSet(ImmutableArray<SecretLabel> labels) => this.labels = labels;

    public static LabelSet None => default;

    public bool IsEmpty => labels.IsDefaultOrEmpty;

    public ImmutableArray<SecretLabel> Labels => labels.IsDefault ? [] : labels;

    /// <summary>How a value with these labels is shown; empty without labels.</summary>
    public string Shown =>
        IsEmpty ? ""
        : labels.Length == 1 ? labels[0].Shown
        : $"‹{string.Join('+', labels.Select(l => l.Name))}›";

    public static LabelSet Of(SecretLabel label) => new([label]);

    public LabelSet Union(LabelSet other) =>
        other.IsEmpty ? this
        : IsEmpty ? other
        : new LabelSet([.. labels.Union(other.labels)]);
}
