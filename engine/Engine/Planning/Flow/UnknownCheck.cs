using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>Whether a probe gives what the answer it takes the place of would have given.</summary>
internal static class UnknownCheck
{
    public static void Check(ScenarioFlow flow, DiagnosticBag problems)
    {
        foreach (var step in flow.Scenario.AllSteps)
        {
            if (step.OnUnknown?.Probe is not { } probe)
                continue;
            CheckMissing(flow, step, probe, problems);
            CheckFurther(step, probe, problems);
            CheckDenial(step, probe, problems);
        }
    }

    // What is asked by a filter is answered with 200 and an empty list.
    private static void CheckDenial(Step step, ProbeTemplate probe, DiagnosticBag problems)
    {
        if (probe.Absent is null && probe.Expect.Json is null && probe.Expect.That.IsEmpty)
            problems.Add(
                DiagnosticCodes.ProbeNeverDenies,
                probe.Request.Span,
                $"this probe can never say that the request of step \"{step.Title}\" was not carried out",
                $"every answer with the status {probe.Expect.Status?.Text ?? "2xx"} says that it was",
                "say what such an answer holds (expect: { json: { … } }), or which status says that there is nothing (absent: 404)"
            );
    }

    private static void CheckMissing(ScenarioFlow flow, Step step, ProbeTemplate probe, DiagnosticBag problems)
    {
        foreach (var definition in flow.Definitions.Where(d => d.Step == step && !probe.Extractions.Any(e => e.Name == d.Name)))
        {
            if (flow.MentionsOf(definition).FirstOrDefault(m => m.At.Step != step || m.At.Key == ComputedKey.Undo) is not { } use)
                continue;
            problems.Add(
                DiagnosticCodes.ProbeGivesLess,
                probe.ExtractSpan,
                $"the probe does not give \"{definition.Name}\"",
                $"step \"{step.Title}\" extracts it, and line {use.Use.Span.Line} needs it also when the answer of the step was lost",
                $"add it to extract of the probe: extract: {{ {definition.Name}: $.… }}"
            );
        }
    }

    private static void CheckFurther(Step step, ProbeTemplate probe, DiagnosticBag problems)
    {
        var names = step.Extractions.Select(e => e.Name).ToList();
        foreach (var extraction in probe.Extractions.Where(e => !names.Contains(e.Name, StringComparer.Ordinal)))
            problems.Add(
                DiagnosticCodes.ProbeGivesLess,
                extraction.NameSpan,
                $"the probe gives \"{extraction.Name}\", which step \"{step.Title}\" does not extract",
                "a probe gives what the lost answer would have given, by the same names",
                Suggestion.Sentence(extraction.Name, names, names.Count == 0 ? "remove it" : $"the step extracts {Wording.And([.. names])}")
            );
    }
}
