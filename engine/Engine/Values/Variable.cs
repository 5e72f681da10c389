namespace PingOneScenarios.Engine.Values;

/// <summary>A named value, the labels that say whether it is secret, and where it came from.</summary>
/// <param name="Name">Case counts.</param>
/// <param name="Value">Never null; a variable without a value is not there.</param>
/// <param name="Labels">Empty for what is not secret.</param>
/// <param name="Origin">For people: "--set", "extracted by step \"Create a user\"".</param>
internal sealed record Variable(string Name, Value Value, LabelSet Labels, string Origin)
{
    /// <summary>The labels of each member, for a map whose members are secret or not one by one; null when <see cref="Labels"/> is all there is.</summary>
    public IReadOnlyDictionary<string, LabelSet>? MemberLabels { get; init; }

    /// <summary>The labels of a member; those of the whole when it is null or no member has labels of its own.</summary>
    public LabelSet LabelsOf(string? member) =>
        member is not null && MemberLabels?.TryGetValue(member, out var labels) == true ? labels : Labels;
}
