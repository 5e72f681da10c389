using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating.Analysis;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>Whether what a call passes fits the inputs of the called file, as far as that is known.</summary>
internal static class ArgumentCheck
{
    public static void Check(Scenario scenario, ScenarioTree tree, Foresight foresight, DiagnosticBag problems)
    {
        foreach (var call in scenario.AllSteps.Select(s => s.Call).OfType<CallTemplate>())
        {
            if (!tree.ByPath.TryGetValue(call.File.FullPath, out var called))
                continue;
            foreach (var argument in call.With)
            {
                if (called.Inputs.FirstOrDefault(i => i.Name == argument.Name) is { } input)
                    Check(input, argument, foresight, problems);
            }
        }
    }

    private static void Check(Input input, NamedTemplate argument, Foresight foresight, DiagnosticBag problems)
    {
        var objection = InputCheck.LiteralOf(argument.Value) is { } literal
            ? InputTypes.Objection(input, literal)
            : KindObjection(input, argument, foresight);
        if (objection is not null)
            problems.Add(
                DiagnosticCodes.InputInvalid,
                argument.Value.Span,
                $"the value of the input \"{input.Name}\" does not fit: {objection}",
                $"its type is {input.Type.Name()} in the called file",
                input.Example is null ? "pass a value that fits" : $"for example {input.Example}"
            );
    }

    private static string? KindObjection(Input input, NamedTemplate argument, Foresight foresight)
    {
        var expected = KnownVariables.SampleOf(input.Type);
        return KnownVariables.SampleOf(argument.Value, foresight) is { } sample && sample.Kind != expected.Kind
            ? $"{expected.Kind} is expected, this is {sample.Kind}"
            : null;
    }
}
