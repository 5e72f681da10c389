using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Values;
using Scriban.Syntax;

namespace PingOneScenarios.Engine.Templating.Nodes;

/// <summary>A member by name: <c>target.name</c>, or <c>target?.name</c> which is null when the target is.</summary>
internal sealed class MemberNode(ScriptMemberExpression origin, ValueNode target, bool mayBeMissing) : ValueNode(origin)
{
    private readonly string name = origin.Member!.Name;
    private readonly bool nullable = origin.DotToken?.Value == "?.";
    private readonly ScriptNode member = origin.Member!;

    public string Name => name;

    /// <summary>Where <see cref="Name"/> is written; the span of the node is that of the whole path.</summary>
    public Scriban.Parsing.SourceSpan NameSpan => member.Span;

    public override string Label => (nullable ? "?." : ".") + name;

    public override ImmutableArray<ValueNode> Parts => [target];

    protected override Value ValueIn(EvaluationScope scope)
    {
        var value = Evaluate(scope, target);
        if (value is NullValue && (nullable || mayBeMissing))
            return value;
        return (Find(value) ?? throw Missing(value)).Labelled(value.Own);
    }

    private Value? Find(Value value) =>
        value.TryGetMember(name, out var found) ? found
        : value is ListValue list && name == "size" ? NumberValue.From(list.Items.Length)
        : value is TextValue text && name == "size" ? NumberValue.From(text.Text.Length).Labelled(text.Labels)
        : mayBeMissing && value is MapValue or ViewValue ? Value.Null
        : null;

    private EvaluationException Missing(Value value)
    {
        var names = value.MemberNames;
        return value is MapValue or ViewValue
            ? Wrong(
                member,
                $"there is no member \"{name}\"",
                "look at the names of its members",
                detail: new(
                    null,
                    value.Own,
                    Suggestion
                        .Sentence(name, names, names.IsEmpty ? "the map is empty" : $"its members are {string.Join(", ", names.Take(20))}")
                        .Sentence
                )
            )
            : Wrong(member, $"{value.Kind} has no member \"{name}\"", "only a map has members; json.parse makes one of JSON text");
    }
}
