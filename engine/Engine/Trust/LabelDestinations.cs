using System.Collections.Concurrent;
using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Trust;

/// <summary>Which origins each label may be sent to (trust rule 4). What is once said of a label can only become less.</summary>
internal sealed class LabelDestinations
{
    private readonly ConcurrentDictionary<SecretLabel, ImmutableArray<Origin>> restricted = new();

    /// <summary>Restricts a new label; one without restriction may go wherever the run may go.</summary>
    public void Restrict(SecretLabel label, ImmutableArray<Origin> to) => restricted.TryAdd(label, to);

    /// <summary>Takes away what is not among these origins.</summary>
    public void Narrow(SecretLabel label, ImmutableArray<Origin> to) =>
        restricted.AddOrUpdate(label, to, (_, before) => [.. before.Intersect(to)]);

    /// <summary>The origins the label is confined to; null when it is not.</summary>
    public ImmutableArray<Origin>? Of(SecretLabel label) => restricted.TryGetValue(label, out var to) ? to : null;

    /// <summary>The label of a value found in an answer: it may go where everything may go that it was made of, or asked for with.</summary>
    /// <param name="label">A new one.</param>
    /// <param name="sources">The labels of the request, and of what the value was computed from.</param>
    public void Inherit(SecretLabel label, LabelSet sources)
    {
        if (CommonTo(sources) is { } result)
            Restrict(label, result);
    }

    /// <summary>Whether a label may go exactly where one would that inherits from these sources.</summary>
    public bool IsAsInherited(SecretLabel label, LabelSet sources) =>
        (Of(label), CommonTo(sources)) switch
        {
            (null, null) => true,
            ({ } mine, { } theirs) => mine.SequenceEqual(theirs),
            _ => false,
        };

    private ImmutableArray<Origin>? CommonTo(LabelSet sources)
    {
        ImmutableArray<Origin>? common = null;
        foreach (var source in sources.Labels)
        {
            if (Of(source) is { } to)
                common = common is { } so ? [.. so.Intersect(to)] : to;
        }
        return common;
    }
}
