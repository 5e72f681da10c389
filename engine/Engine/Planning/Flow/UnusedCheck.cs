using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>Values that nothing in their own file uses.</summary>
internal static class UnusedCheck
{
    public static void Check(ScenarioFlow flow, DiagnosticBag problems)
    {
        foreach (var definition in flow.Definitions.Where(d => !flow.MentionsOf(d).Any()))
            problems.Add(Unused(definition));
    }

    private static Diagnostic Unused(FlowDefinition definition) =>
        definition.Kind switch
        {
            DefinitionKind.Input => new(
                DiagnosticCodes.InputUnused,
                definition.Span,
                $"the input \"{definition.Name}\" is never used",
                "an input counts where its own file uses it, not where another file passes it",
                "use it, or remove it"
            ),
            DefinitionKind.Var => new(
                DiagnosticCodes.VarUnused,
                definition.Span,
                $"the variable \"{definition.Name}\" is never used",
                null,
                "use it, or remove it from vars"
            ),
            _ => new(
                DiagnosticCodes.ExtractionUnused,
                definition.Span,
                $"\"{definition.Name}\" is extracted and never used",
                "no later step, undo or output mentions it",
                "use it, give it as an output, or remove it; to check that a value is there, expect it"
            ),
        };
}
