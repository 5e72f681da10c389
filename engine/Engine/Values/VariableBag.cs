using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace PingOneScenarios.Engine.Values;

/// <summary>The variables in scope. Immutable: <see cref="With"/> gives a new bag.</summary>
internal sealed class VariableBag
{
    private readonly ImmutableDictionary<string, Variable> variables;

    private VariableBag(ImmutableDictionary<string, Variable> variables) => this.variables = variables;

    public static VariableBag Empty { get; } = new(ImmutableDictionary.Create<string, Variable>(StringComparer.Ordinal));

    public IEnumerable<string> Names => variables.Keys;

    public IEnumerable<Variable> Variables => variables.Values;

    public bool TryGet(string name, [NotNullWhen(true)] out Variable? variable) => variables.TryGetValue(name, out variable);

    public VariableBag With(Variable variable) => new(variables.SetItem(variable.Name, variable));

    public VariableBag Without(string name) => new(variables.Remove(name));
}
