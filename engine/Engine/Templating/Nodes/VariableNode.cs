using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Values;
using Scriban.Syntax;

namespace PingOneScenarios.Engine.Templating.Nodes;

/// <summary>A variable by name.</summary>
/// <param name="origin">The node Scriban made of it.</param>
/// <param name="name">As written.</param>
/// <param name="mayBeMissing">Whether a missing one is null, because <c>??</c> follows.</param>
internal sealed class VariableNode(ScriptNode origin, string name, bool mayBeMissing) : ValueNode(origin)
{
    public string Name => name;

    public override string Label => name;

    public override ImmutableArray<ValueNode> Parts => [];

    protected override Value ValueIn(EvaluationScope scope)
    {
        if (scope.Bag.TryGet(name, out var variable))
            return variable.Value;
        if (mayBeMissing)
            return Value.Null;
        throw new EvaluationException(
            DiagnosticCodes.UnknownVariable,
            Span,
            $"nothing provides the variable \"{name}\"",
            scope.Bag.ReasonFor(name),
            Suggestion.Sentence(name, scope.Bag.Names, "declare it under inputs or vars, or extract it in an earlier step").Sentence
        );
    }
}
