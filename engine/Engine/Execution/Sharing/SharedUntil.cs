using System.Collections.Immutable;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Sharing;

/// <summary>Until when values are good that are obtained for others, as answers and tokens say it.</summary>
internal sealed class SharedUntil
{
    private readonly List<(string Text, DateTimeOffset Until)> known = [];

    /// <summary>Some variables of a bag are not good for ever.</summary>
    public void Add(VariableBag bag, ImmutableArray<KeyValuePair<string, DateTimeOffset>> until)
    {
        foreach (var (name, end) in until)
        {
            if (bag.TryGet(name, out var variable))
                Add(variable.Value, end);
        }
    }

    /// <summary>A value is good until then.</summary>
    public void Add(Value value, DateTimeOffset until) => known.AddRange(value.Texts().Where(t => t.Length > 0).Select(t => (t, until)));

    /// <summary>Until when all of a value is good; null for ever.</summary>
    public DateTimeOffset? Of(Value value)
    {
        DateTimeOffset? first = null;
        foreach (var text in value.Texts())
        {
            Sooner(Expiry.Of(new TextValue(text)));
            foreach (var (part, until) in known)
            {
                if (text.Contains(part, StringComparison.Ordinal))
                    Sooner(until);
            }
        }
        return first;

        void Sooner(DateTimeOffset? until) => first = until < (first ?? DateTimeOffset.MaxValue) ? until : first;
    }
}
