using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;
using Scriban;
using Scriban.Syntax;

namespace PingOneScenarios.Engine.Templating.Nodes;

/// <summary>A text, a number, true, false or null as it is written.</summary>
internal sealed class LiteralNode(ScriptNode origin, Value value) : ValueNode(origin)
{
    public Value Value => value;

    public override string Label => ValueJson.WriteJson(value);

    public override ImmutableArray<ValueNode> Parts => [];

    // It explains itself, so that no trace takes it down.
    public override object Evaluate(TemplateContext context) => value;

    protected override Value ValueIn(EvaluationScope scope) => value;
}
