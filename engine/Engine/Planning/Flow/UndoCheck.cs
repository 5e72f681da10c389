using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>
/// Undos that probably do not lead to what their step made. It matters before the run: an undo that is answered with 404 counts as
/// done, because what is gone need not be taken back.
/// </summary>
internal static class UndoCheck
{
    public static void Check(Scenario scenario, DiagnosticBag problems)
    {
        foreach (var step in scenario.AllSteps)
        {
            if (step is not { Request: { } request, Undo: { Method: "DELETE" } undo })
                continue;
            CheckOrigin(step, request, undo, problems);
            CheckSegments(step, request, undo, problems);
            if (request.Method == "POST" && !step.Extractions.IsEmpty && !MentionsExtraction(scenario, step, undo))
                problems.Add(
                    DiagnosticCodes.UndoElsewhere,
                    undo.Address.Span,
                    $"the undo of step \"{step.Title}\" mentions nothing that the step extracts",
                    "an undo that is answered with 404 counts as done, whatever it was sent to",
                    $"name what the step made, such as <<{step.Extractions[0].Name}>>"
                );
        }
    }

    // The same path on another server is hardly meant.
    private static void CheckOrigin(Step step, RequestTemplate request, RequestTemplate undo, DiagnosticBag problems)
    {
        var (there, here) = (request.Address.Origin.Whole, undo.Address.Origin.Whole);
        if (there is null || here is null || there.Text == here.Text || FirstOf(request) is not { } first || first != FirstOf(undo))
            return;
        Say(
            step,
            here.Span,
            $"the undo begins with <<{here.Text}>>, the request of its step with <<{there.Text}>>",
            Suggestion.Meant(here.Text, there.Text),
            problems
        );
    }

    private static string? FirstOf(RequestTemplate request) => request.Address.Path.FirstOrDefault()?.Literal;

    private static void CheckSegments(Step step, RequestTemplate request, RequestTemplate undo, DiagnosticBag problems)
    {
        foreach (var (made, taken) in request.Address.Path.Zip(undo.Address.Path))
        {
            if (made.Literal is { } there && taken.Literal is { } here && IsSlip(here, there))
                Say(
                    step,
                    PlaceOf(here, undo.Address),
                    $"the undo goes to \"{here}\", the request of its step went to \"{there}\"",
                    Suggestion.Meant(here, there),
                    problems
                );
        }
    }

    // One thing and many of them have nearly the same name.
    private static bool IsSlip(string here, string there) =>
        here != there && here != there + "s" && there != here + "s" && Suggestion.For(here, [there]) is not null;

    private static SourceSpan PlaceOf(string segment, AddressTemplate address)
    {
        var at = address.Span.Text.IndexOf("/" + segment, StringComparison.Ordinal);
        return at < 0 ? address.Span : address.Span with { Start = address.Span.Start + at + 1, Length = segment.Length };
    }

    private static void Say(Step step, SourceSpan span, string what, Remedy meant, DiagnosticBag problems) =>
        problems.Add(
            DiagnosticCodes.UndoElsewhere,
            span,
            what,
            $"what step \"{step.Title}\" made would stay: an undo that is answered with 404 counts as done",
            meant
        );

    // Also by a name that is misspelt, which is said already.
    private static bool MentionsExtraction(Scenario scenario, Step step, RequestTemplate undo)
    {
        var names = step.Extractions.Select(e => e.Name).ToList();
        return undo
            .Templates.SelectMany(t => t.Uses)
            .Any(u => names.Contains(u.Name) || !IsKnown(scenario, u.Name) && Suggestion.For(u.Name, names) is not null);
    }

    private static bool IsKnown(Scenario scenario, string name) =>
        scenario.Inputs.Any(i => i.Name == name)
        || scenario.Vars.Any(v => v.Name == name)
        || scenario.AllSteps.Any(s => s.Extractions.Any(e => e.Name == name));
}
