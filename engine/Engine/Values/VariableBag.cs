using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace PingOneScenarios.Engine.Values;

/// <summary>The variables in scope. Immutable: <see cref="With"/> gives a new bag.</summary>
internal sealed class VariableBag
{
    private readonly ImmutableDictionary<string, Variable> variables;

    private readonly ImmutableDictionary<string, string> reasons;

    private VariableBag(ImmutableDictionary<string, Variable> variables, ImmutableDictionary<string, string> reasons, long weight) =>
        (this.variables, this.reasons, Weight) = (variables, reasons, weight);

    public static VariableBag Empty { get; } =
        new(
            ImmutableDictionary.Create<string, Variable>(StringComparer.Ordinal),
            ImmutableDictionary.Create<string, string>(StringComparer.Ordinal),
            weight: 0
        );

    /// <summary>Of all variables that are in it now, see <see cref="ValueSize.Weight"/>.</summary>
    public long Weight { get; }

    public IEnumerable<string> Names => variables.Keys;

    public IEnumerable<Variable> Variables => variables.Values;

    public bool TryGet(string name, [NotNullWhen(true)] out Variable? variable) => variables.TryGetValue(name, out variable);

    public VariableBag With(Variable variable) =>
        new(variables.SetItem(variable.Name, variable), reasons, Weight - WeightOf(variable.Name) + variable.Value.Size.Weight);

    public VariableBag Without(string name) => new(variables.Remove(name), reasons, Weight - WeightOf(name));

    /// <summary>Nothing but the variables of these names.</summary>
    public VariableBag Only(IReadOnlySet<string> names)
    {
        var kept = variables.Where(v => names.Contains(v.Key)).ToList();
        return new VariableBag(
            ImmutableDictionary.CreateRange(StringComparer.Ordinal, kept),
            reasons,
            kept.Sum(v => v.Value.Value.Size.Weight)
        );
    }

    /// <summary>Notes why a variable is not there, for whoever looks for it in vain; one that is there stays.</summary>
    public VariableBag Lacking(string name, string reason) => new(variables, reasons.SetItem(name, reason), Weight);

    /// <summary>The names of variables that are known to be lacking.</summary>
    public IEnumerable<string> LackingNames => reasons.Keys.Where(name => !variables.ContainsKey(name));

    /// <summary>Why a variable is not there; null when that is not known.</summary>
    public string? ReasonFor(string name) => reasons.GetValueOrDefault(name);

    private long WeightOf(string name) => variables.TryGetValue(name, out var variable) ? variable.Value.Size.Weight : 0;
}
