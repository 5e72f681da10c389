using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>What good scenarios do and this one does not: notes, nothing is wrong.</summary>
internal static class HabitCheck
{
    private const int Created = 201;

    public static void Check(Scenario scenario, DiagnosticBag problems)
    {
        foreach (var step in scenario.AllSteps.Where(s => s.Request is { RedirectsUntil: null } && ExpectsNothing(s)))
            problems.Add(
                DiagnosticCodes.NothingExpected,
                step.Span,
                $"step \"{step.Title}\" expects nothing but success",
                "a wrong answer with a good status would pass",
                "say what the answer must hold: expect: { status: 200, json: { … } }"
            );
        foreach (var step in scenario.Steps.Where(MakesSomething))
            problems.Add(
                DiagnosticCodes.UndoMissing,
                step.Request!.Span,
                $"step \"{step.Title}\" makes something and does not say how to undo it",
                "what a run made is taken back only where it says how",
                "extract its id and add undo: DELETE <<…>>/<<id>>"
            );
    }

    // What is waited for is expected as well.
    private static bool ExpectsNothing(Step step) => step.Retry?.Until is null && ExpectsNothing(step.Expect);

    private static bool ExpectsNothing(Expectation expect) =>
        expect.IsStatusOnly && (expect.Status is { Ranges: [(200, 299)] } || expect is { Status: null, Span: null });

    private static bool MakesSomething(Step step) =>
        step is { Request.Method: "POST", CanBeTakenBack: false } && step.Expect.Status?.Ranges.Any(r => r == (Created, Created)) == true;
}
