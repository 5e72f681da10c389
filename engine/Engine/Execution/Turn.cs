using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>A step that is to be run now.</summary>
/// <param name="Step">Which one, with what decided that it is run.</param>
/// <param name="Place">Where it belongs.</param>
/// <param name="Bag">The variables before it.</param>
/// <param name="Limit">The time it may take.</param>
internal sealed record Turn(PlannedStep Step, StepPlace Place, VariableBag Bag, TimeLimit Limit)
{
    /// <summary>What it belongs to; null for an undo.</summary>
    public Plan? Plan { get; init; }
}
