using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Planning;

/// <summary>The secrets an operator gave, to take them out of what is said before a run (trust rule 9), such as a line of source that holds one by chance.</summary>
internal static class GivenSecrets
{
    /// <param name="plan">Of the entry scenario; null when there is none, so that nothing is known to be secret.</param>
    public static SecretMask MaskOf(Plan? plan)
    {
        var mask = new SecretMask();
        if (plan is not null)
            Learn(mask, plan, []);
        return mask;
    }

    // A scenario that is obtained from or called is planned for each use; its inputs are the same.
    private static void Learn(SecretMask mask, Plan plan, HashSet<string> seen)
    {
        if (!seen.Add(plan.Scenario.FullPath))
            return;
        foreach (var input in plan.Inputs)
        {
            if (input.Provider is GivenInput { IsSecret: true } given)
                mask.Add($"‹{input.Input.Name}›", given.Value);
            else if (input.Provider is ObtainedInput obtained)
                Learn(mask, obtained.Plan, seen);
        }
        foreach (var called in plan.Steps.Concat(plan.Finally).Select(s => s.Call).OfType<Plan>())
            Learn(mask, called, seen);
    }
}
