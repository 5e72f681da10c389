using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;
using Scriban.Syntax;

namespace PingOneScenarios.Engine.Templating.Nodes;

/// <summary><c>[a, b]</c>.</summary>
internal sealed class ListNode(ScriptNode origin, ImmutableArray<ValueNode> items) : ValueNode(origin)
{
    public override string Label => "[]";

    public override ImmutableArray<ValueNode> Parts => items;

    protected override Value ValueIn(EvaluationScope scope) => new ListValue([.. items.Select(item => Evaluate(scope, item))]);
}

/// <summary><c>{a: 1, "b c": 2}</c>.</summary>
internal sealed class MapNode(ScriptNode origin, ImmutableArray<KeyValuePair<string, ValueNode>> members) : ValueNode(origin)
{
    public override string Label => $"{{{string.Join(',', members.Select(m => m.Key))}}}";

    public override ImmutableArray<ValueNode> Parts => [.. members.Select(m => m.Value)];

    protected override Value ValueIn(EvaluationScope scope) =>
        new MapValue([.. members.Select(m => KeyValuePair.Create(m.Key, Evaluate(scope, m.Value)))]);
}

/// <summary><c>$"text {expression} text"</c>.</summary>
internal sealed class TextNode(ScriptNode origin, ImmutableArray<ValueNode> parts) : ValueNode(origin)
{
    public override string Label => "$";

    public override ImmutableArray<ValueNode> Parts => parts;

    protected override Value ValueIn(EvaluationScope scope)
    {
        var text = new LabelledText();
        foreach (var part in parts)
        {
            text.Append(Evaluate(scope, part));
            if (text.Length > TemplateRenderer.LargestOutput)
                break;
        }
        return text.ToValue();
    }
}
