using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>A step as a person names it.</summary>
/// <param name="Owner">The scenario it belongs to.</param>
/// <param name="Prefix">Of its path.</param>
/// <param name="Number">Its place among the steps, from 0.</param>
internal sealed record StepNamed(Plan Owner, string Prefix, int Number)
{
    public PlannedStep Step => Owner.Steps[Number];

    /// <summary>The step of this path, id or title, the nearest to the entry first; null when there is none.</summary>
    public static StepNamed? In(Plan plan, string prefix, string named)
    {
        for (var i = 0; i < plan.Steps.Length; i++)
        {
            var step = plan.Steps[i].Step;
            if (step.Id == named || step.Title == named || prefix + StepPath.Escape(step.Id) == named)
                return new StepNamed(plan, prefix, i);
        }
        var called = plan.Steps.Where(s => s.Call is not null).Select(s => In(s.Call!, $"{prefix}{StepPath.Escape(s.Step.Id)}/", named));
        var obtained = plan.Inputs.Select(i =>
            i.Provider is ObtainedInput source ? In(source.Plan, $"{prefix}({StepPath.Escape(i.Input.Name)})/", named) : null
        );
        return called.Concat(obtained).FirstOrDefault(found => found is not null);
    }

    /// <summary>What steps can be called.</summary>
    public static IEnumerable<string> All(Plan plan) =>
        plan.All.SelectMany(p => p.Steps).SelectMany(s => new[] { s.Step.Id, s.Step.Title }).Distinct();
}
