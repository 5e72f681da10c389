using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>A value that has run out, and the one in its place, where it was handed on to.</summary>
/// <param name="Old">As it was.</param>
/// <param name="New">As it is.</param>
internal readonly record struct RenewedValue(Value Old, Value New)
{
    /// <summary>A value with the new one in place of the old, also inside of texts and lists; the same where the old one is not in it.</summary>
    public Value In(Value value)
    {
        // One of a few letters is met by chance.
        if (Old is not TextValue || Old.ToString() is not { Length: >= SecretMask.ShortestSecret } old)
            return value;
        if (value is ListValue list)
        {
            var (renewed, items) = (this, list.Items);
            var anew = items.Select(renewed.In).ToList();
            return anew.Zip(items).All(i => ReferenceEquals(i.First, i.Second)) ? value : new ListValue([.. anew]).Labelled(list.Own);
        }
        return value is TextValue && value.ToString() is var text && text.Contains(old, StringComparison.Ordinal)
            ? new TextValue(text.Replace(old, New.ToString(), StringComparison.Ordinal)).Labelled(value.Labels.Union(New.Labels))
            : value;
    }
}
