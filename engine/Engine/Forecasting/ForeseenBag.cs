using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Forecasting;

/// <summary>The variables in scope as far as they are known. Immutable.</summary>
/// <param name="problems">Takes what cannot be computed; null while it is not sure that it will be.</param>
internal sealed class ForeseenBag(DiagnosticBag? problems)
{
    private readonly ImmutableDictionary<string, Foreseen> variables = ImmutableDictionary.Create<string, Foreseen>(StringComparer.Ordinal);

    private ForeseenBag(DiagnosticBag? problems, ImmutableDictionary<string, Foreseen> variables, VariableBag known)
        : this(problems) => (this.variables, Known) = (variables, known);

    public DiagnosticBag? Problems => problems;

    /// <summary>What is known, and of maps the members that are.</summary>
    public VariableBag Known { get; } = VariableBag.Empty;

    public bool TryGet(string name, [NotNullWhen(true)] out Foreseen? value) => variables.TryGetValue(name, out value);

    public ForeseenBag With(string name, Foreseen value) =>
        new(
            problems,
            variables.SetItem(name, value),
            KnownPart(value) is { } known ? Known.With(new Variable(name, known, LabelSet.None, "")) : Known.Without(name)
        );

    public ForeseenBag Without(string name) => new(problems, variables.Remove(name), Known.Without(name));

    /// <summary>The same variables; what cannot be computed with them is said to <paramref name="to"/>.</summary>
    public ForeseenBag Saying(DiagnosticBag? to) => new(to, variables, Known);

    private static Value? KnownPart(Foreseen value) =>
        value.Plain
        ?? (
            value.Members is null
                ? null
                : new MapValue([
                    .. value
                        .Members.Select(m => KeyValuePair.Create(m.Key, KnownPart(m.Value)))
                        .Where(m => m.Value is not null)
                        .Select(m => KeyValuePair.Create(m.Key, m.Value!)),
                ])
        );
}
