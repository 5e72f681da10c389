using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>Extractions that take the place of another value of the same name. Two steps of which only one can run may share a name.</summary>
internal static class ShadowCheck
{
    public static void Check(ScenarioFlow flow, DiagnosticBag problems)
    {
        foreach (var definition in flow.Definitions.Where(d => d.Kind == DefinitionKind.Extraction))
        {
            var earlier = flow.DefinitionsOf(definition.Name)
                .LastOrDefault(d => d.Order < definition.Order && !StepConditions.Exclude(d.Step, definition.Step));
            if (earlier is null)
                continue;
            problems.Add(
                DiagnosticCodes.Shadowed,
                definition.Span,
                $"\"{definition.Name}\" takes the place of {What(earlier)} in line {earlier.Span.Line}",
                "from this step on the name means another value",
                "choose another name"
            );
        }
    }

    private static string What(FlowDefinition earlier) =>
        earlier.Kind switch
        {
            DefinitionKind.Input => "the input",
            DefinitionKind.Var => "the variable",
            _ => $"what step \"{earlier.Step!.Title}\" extracts",
        };
}
