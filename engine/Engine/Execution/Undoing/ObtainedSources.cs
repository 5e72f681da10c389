using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Execution.Undoing;

/// <summary>The obtained inputs that the value of a variable was made of, through vars, defaults and what steps pass on.</summary>
internal static class ObtainedSources
{
    /// <param name="frame">Where the variable is used.</param>
    /// <param name="name">Of the variable.</param>
    public static IEnumerable<InputToObtain> Of(StepFrame frame, string name) => Of(frame, name, []);

    private static IEnumerable<InputToObtain> Of(StepFrame frame, string name, HashSet<(string, string)> seen)
    {
        if (!seen.Add((frame.Why.Path, name)) || frame.Extracted.Contains(name))
            return [];
        var input = frame.Plan.Inputs.FirstOrDefault(i => i.Input.Name == name);
        return input?.Provider switch
        {
            ObtainedInput source => [new InputToObtain(name, source.Plan, frame.Why.ForInput(name))],
            DefaultInput computed => OfAll(frame, computed.Value, seen),
            PassedInput when frame.Caller is { } caller => caller
                .Step.Step.Call!.With.Where(w => w.Name == name)
                .SelectMany(w => OfAll(caller, w.Value, seen)),
            null => frame.Plan.Scenario.Vars.Where(v => v.Name == name).SelectMany(v => OfAll(frame, v.Value, seen)),
            _ => [],
        };
    }

    private static IEnumerable<InputToObtain> OfAll(StepFrame frame, ValueTemplate value, HashSet<(string, string)> seen) =>
        value.Templates.SelectMany(t => t.Uses).SelectMany(u => Of(frame, u.Name, seen));
}
