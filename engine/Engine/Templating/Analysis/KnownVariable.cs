using System.Collections.Immutable;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Analysis;

/// <summary>What is known of a variable before it has a value.</summary>
/// <param name="Sample">Some value of its kind; only the kind counts.</param>
/// <param name="Choices">The only values it can have; empty when any value of the kind can be.</param>
/// <param name="Because">Where the kind is from, for people: <c>the input "count" is a number</c>.</param>
internal sealed record KnownVariable(Value Sample, ImmutableArray<Value> Choices, string Because);
