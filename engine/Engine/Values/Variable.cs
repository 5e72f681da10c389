namespace PingOneScenarios.Engine.Values;

/// <summary>A named value and where it came from; whether it is secret, the value itself says.</summary>
/// <param name="Name">Case counts.</param>
/// <param name="Value">Never null; a variable without a value is not there.</param>
/// <param name="Origin">For people: "--set", "extracted by step \"Create a user\"".</param>
internal sealed record Variable(string Name, Value Value, string Origin)
{
    /// <summary>Whether it got its value since a run goes on that had stopped: what was computed from the old one is computed anew.</summary>
    public bool IsRenewed { get; init; }

    /// <param name="name">Case counts.</param>
    /// <param name="value">Never null.</param>
    /// <param name="labels">Of the value as a whole, beside those it has.</param>
    /// <param name="origin">For people.</param>
    public Variable(string name, Value value, LabelSet labels, string origin)
        : this(name, value.Labelled(labels), origin) { }

    /// <summary>Of all in it; empty for what is not secret.</summary>
    public LabelSet Labels => Value.Labels;

    /// <summary>The labels of a member; those of the whole when it is null, or there is no such member or none that can be read.</summary>
    public LabelSet LabelsOf(string? member)
    {
        try
        {
            return member is not null && Value.TryGetMember(member, out var value) ? Value.Own.Union(value.Labels) : Labels;
        }
        catch (ValueException)
        {
            // An answer that is no JSON: whoever reads it is told.
            return Labels;
        }
    }
}
