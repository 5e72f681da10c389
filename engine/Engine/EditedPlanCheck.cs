using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Engine;

/// <summary>Whether a run can go on with an edited plan: nothing that has been run already may differ.</summary>
internal static class EditedPlanCheck
{
    /// <summary>Where they differ; null when they do not.</summary>
    /// <param name="current">What is run.</param>
    /// <param name="edited">What it would go on with.</param>
    /// <param name="place">The step that is to be tried again.</param>
    public static Diagnostic? Difference(Plan current, Plan edited, StepPlace place)
    {
        if (place.Depth > 0 || place.Phase != Phase.Steps || place.Turns > 0)
            return Refused(
                edited.Scenario.Source.Beginning,
                "a file was edited, and this step cannot be taken from it",
                "that is possible for the steps of the scenario that was named, not for a turn of a loop, in finally, in undo or in what is called"
            );
        var index = place.Number - 1;
        return Files(current, edited, index) ?? Text(current, edited, index);
    }

    // What inputs were obtained from, and what earlier steps called.
    private static Diagnostic? Files(Plan current, Plan edited, int index)
    {
        var now = Used(edited, index).ToDictionary(s => s.Path, StringComparer.Ordinal);
        foreach (var source in Used(current, index))
        {
            if (!now.TryGetValue(source.Path, out var other))
                return Refused(edited.Scenario.Source.Beginning, $"{source.Path} has been run, and the edited file does without it", null);
            if (FirstDifference(source.Text, other.Text, int.MaxValue, int.MaxValue) is { } at)
                return Changed(source, other, at);
        }
        return null;
    }

    private static IEnumerable<SourceText> Used(Plan plan, int index) =>
        plan
            .Inputs.Select(i => (i.Provider as ObtainedInput)?.Plan)
            .Concat(plan.Steps.Take(index).Select(s => s.Call))
            .OfType<Plan>()
            .SelectMany(p => p.Sources)
            .DistinctBy(s => s.Path);

    private static Diagnostic? Text(Plan current, Plan edited, int index)
    {
        var (was, now) = (current.Scenario, edited.Scenario);
        if (index >= now.Steps.Length)
            return Refused(now.Source.Beginning, "the step that is to be tried again is gone", null);
        var (end, other) = (was.Steps[index].Span.Start, now.Steps[index].Span.Start);
        if (FirstDifference(was.Source.Text, now.Source.Text, end, other) is { } at)
            return Changed(was.Source, now.Source, at);
        var behind = now.Inputs.Select(i => i.Span).Concat(now.Vars.Select(v => v.NameSpan)).Where(s => s.Start > other).ToList();
        return behind is [var first, ..]
            ? Refused(
                first,
                "a file was edited whose inputs or vars stand behind its steps",
                "whether they were edited cannot be told apart there"
            )
            : null;
    }

    // Up to where the step begins; the offset in the edited text.
    private static int? FirstDifference(string was, string now, int wasEnd, int nowEnd)
    {
        var before = was.AsSpan(0, Math.Min(was.Length, wasEnd));
        var after = now.AsSpan(0, Math.Min(now.Length, nowEnd));
        var same = before.CommonPrefixLength(after);
        return same == before.Length && same == after.Length ? null : same;
    }

    private static Diagnostic Changed(SourceText was, SourceText now, int at)
    {
        var offset = Math.Min(at, Math.Max(0, now.Text.Length - 1));
        var span = new SourceSpan(now, offset, now.Text.Length == 0 ? 0 : 1);
        var line = new SourceSpan(was, Math.Min(at, was.Text.Length), 0).Line;
        return Refused(span, "the edited file differs in what has been run already", $"line {line} was: {was.Line(line).Trim()}");
    }

    private static Diagnostic Refused(SourceSpan span, string what, string? why) =>
        new(DiagnosticCodes.EditedBehind, span, what, why, "take that edit back, or quit and run it again");
}
