using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>Which steps may be run a second time by themselves: those that change nothing, and those that say so.</summary>
internal static class RepeatTable
{
    /// <summary>The step that must not; null when it may. Of a call, all steps it leads to.</summary>
    public static PlannedStep? Objection(PlannedStep step) =>
        step.Call is { } called ? Objection(called)
        : step.OnUnknown is null or { Way: UnknownWay.Again } ? null
        : step;

    /// <summary>The first step of a scenario that must not.</summary>
    public static PlannedStep? Objection(Plan plan) =>
        plan.Steps.Concat(plan.Finally).Select(Objection).FirstOrDefault(objection => objection is not null);
}
