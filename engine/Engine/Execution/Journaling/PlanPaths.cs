using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>The steps of a plan, and of all it includes, by the paths a run knows them by; see <see cref="StepPlace.Path"/>.</summary>
internal static class PlanPaths
{
    /// <summary>The step of a path, whatever its turn; null where the plan has none.</summary>
    public static PlannedStep? Find(Plan plan, string path)
    {
        var end = path.LastIndexOf('/');
        return PlanAt(plan, path[..(end + 1)]) is { } of ? StepOf(of, path[(end + 1)..]) : null;
    }

    /// <summary>The plan that the steps of a prefix belong to; the prefix is empty for the entry, and ends with a slash otherwise.</summary>
    public static Plan? PlanAt(Plan plan, string prefix)
    {
        Plan? at = plan;
        foreach (var part in prefix.Split('/', StringSplitOptions.RemoveEmptyEntries))
            at = part[0] == '(' ? ObtainedFor(at, part[1..^1]) : StepOf(at, part)?.Call;
        return at;
    }

    private static Plan? ObtainedFor(Plan? plan, string input) =>
        (plan?.Inputs.FirstOrDefault(i => StepPath.Escape(i.Input.Name) == input)?.Provider as ObtainedInput)?.Plan;

    private static PlannedStep? StepOf(Plan? plan, string part)
    {
        var turn = part.IndexOf('[', StringComparison.Ordinal);
        var id = turn < 0 ? part : part[..turn];
        return plan?.Steps.Concat(plan.Finally).FirstOrDefault(s => StepPath.Escape(s.Step.Id) == id);
    }
}
