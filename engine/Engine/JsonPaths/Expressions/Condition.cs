using System.Collections.Immutable;

namespace PingOneScenarios.Engine.JsonPaths.Expressions;

/// <summary>What a filter asks of a node; RFC 9535 section 2.3.5. A closed list.</summary>
internal abstract record Condition;

/// <summary>At least one alternative holds.</summary>
internal sealed record AnyCondition(ImmutableArray<Condition> Alternatives) : Condition;

/// <summary>All parts hold.</summary>
internal sealed record AllCondition(ImmutableArray<Condition> Parts) : Condition;

internal sealed record NotCondition(Condition Inner) : Condition;

/// <summary>The query finds at least one node, whatever its value.</summary>
internal sealed record ExistenceCondition(Query Query) : Condition;

internal sealed record PatternCondition(PatternCall Call) : Condition;

internal sealed record ComparisonCondition(Operand Left, Comparison Comparison, Operand Right) : Condition;

/// <summary>The six comparisons of RFC 9535 section 2.3.5.2.2.</summary>
internal enum Comparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
