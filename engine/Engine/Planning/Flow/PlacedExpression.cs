using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>An expression and where in the course of its scenario it is computed.</summary>
/// <param name="Expression">What is computed.</param>
/// <param name="Key">The key it belongs to.</param>
/// <param name="Step">The step that computes it; null outside of steps.</param>
/// <param name="Order">It sees what <see cref="FlowDefinition"/>s with smaller numbers provide.</param>
internal sealed record PlacedExpression(Expression Expression, ComputedKey Key, Step? Step, int Order);

/// <summary>A variable mentioned by an expression.</summary>
internal sealed record Mention(VariableUse Use, PlacedExpression At);
