using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Engine.JsonPaths.Patterns;

namespace PingOneScenarios.Engine.JsonPaths.Expressions;

/// <summary>A side of a comparison or an argument of a function. A closed list.</summary>
/// <param name="Offset">Where it begins in the text of the path.</param>
/// <param name="Length">How long it is there.</param>
internal abstract record Operand(int Offset, int Length);

internal sealed record LiteralOperand(int Offset, int Length, JsonElement Value) : Operand(Offset, Length);

internal sealed record QueryOperand(int Offset, int Length, Query Query) : Operand(Offset, Length);

/// <summary>A call whose result is a value or nothing, and so can be compared.</summary>
internal sealed record ValueCall(int Offset, int Length, ValueFunction Function, Operand Argument) : Operand(Offset, Length);

/// <summary>A call whose result is true or false, and so is a condition of its own.</summary>
internal sealed record PatternCall(int Offset, int Length, PatternFunction Function, ImmutableArray<Operand> Arguments)
    : Operand(Offset, Length)
{
    /// <summary>The pattern when it is written in the path; null when it comes from the document.</summary>
    internal Pattern? Pattern { get; init; }
}
