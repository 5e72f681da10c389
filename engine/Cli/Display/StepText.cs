using System.Globalization;
using System.Text.Json;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Reporting.Json;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Display;

/// <summary>A step in plain words, however long its line becomes.</summary>
internal static class StepText
{
    public const int PlaceWidth = 9;

    private const int PlainTitle = 34;
    private const int LongestValue = 120;

    /// <summary>Everything about a step.</summary>
    public static string Plain(StepFinished step)
    {
        var status = step.Status?.ToString(CultureInfo.InvariantCulture) ?? "";
        var first = $"{Place(step.Step)}  {Mark.WordOf(step.Outcome), -9} {Title(step.Step), -PlainTitle}  {status, 3}";
        var request = step.Target is null ? "" : $"  {step.Method} {SafeText.Line(step.Target)}";
        return $"{first}  {DurationText.Show(step.Duration), 7}{request}{Names(step)}".TrimEnd();
    }

    /// <summary>An attempt that is followed by another.</summary>
    public static string Again(RetryScheduled retry) =>
        $"{Place(retry.Step)}  attempt {retry.Attempt}: {SafeText.Line(retry.Reason)}, again in {DurationText.Show(retry.Pause)}";

    /// <summary>A run that goes on.</summary>
    public static string Resumed(RunResumed resumed) => "".PadLeft(PlaceWidth) + "  " + SafeText.Line(ResumeText.Of(resumed));

    /// <summary>What became of a request in doubt.</summary>
    public static string Settled(DoubtSettled settled) => $"{Place(settled.Step)}  {SafeText.Line(ResumeText.Of(settled))}";

    public static string Heading(ShownPlace place) => $"{Place(place)}  {Title(place)}";

    /// <summary>The title, and which turn of a loop it is.</summary>
    private static string Title(ShownPlace place) => SafeText.Line(place.Title) + Turn(place);

    /// <summary>Which turn of a loop it is, behind a title; empty outside of loops.</summary>
    public static string Turn(ShownPlace place) => place.Turns == 0 ? "" : $" [{place.Turn}/{place.Turns}]";

    /// <summary>Steps in a row that did not run, for the same reason.</summary>
    public static string Skipped(IReadOnlyList<StepFinished> steps) =>
        $"{SkippedPlace(steps)}  skipped   {SkippedTitle(steps)}: {SafeText.Line(steps[0].Note ?? "")}";

    /// <summary>Where steps in a row stand, for example <c>3-5/9</c>.</summary>
    public static string SkippedPlace(IReadOnlyList<StepFinished> steps)
    {
        var (first, last) = (steps[0].Step, steps[^1].Step);
        return steps.Count == 1 || first.Depth > 0 || first.Phase != Phase.Steps
            ? Place(first)
            : $"{first.Number}-{Place(last).TrimStart()}".PadLeft(PlaceWidth);
    }

    public static string SkippedTitle(IReadOnlyList<StepFinished> steps) =>
        steps.Count == 1 ? Title(steps[0].Step) : $"{steps.Count} steps";

    /// <summary>Names and values of what was extracted, one line each.</summary>
    public static IEnumerable<string> Extracted(StepFinished step) =>
        step.Extracted.Select(e => CellText.Cut($"  {e.Name} = {SafeText.Line(Unquoted(e.Text))}", LongestValue));

    public static string Place(ShownPlace place)
    {
        var name = place.Phase switch
        {
            _ when place.Depth > 0 => "·",
            Phase.Steps => $"{place.Number}/{place.Total}",
            var phase => $"{Words.Of(phase)} {place.Number}",
        };
        return name.PadLeft(PlaceWidth);
    }

    private static string Names(StepFinished step) =>
        string.Concat(Times(step).Select(t => $"  ({t})"))
        + (step.Extracted.IsEmpty ? "" : "  → " + string.Join(", ", step.Extracted.Select(e => e.Name)));

    /// <summary>How often it was sent when that is more than once, and how many redirects it followed.</summary>
    public static IEnumerable<string> Times(StepFinished step)
    {
        if (step.Attempts > 1)
            yield return $"{step.Attempts} attempts";
        if (step.Redirects > 0)
            yield return step.Redirects == 1 ? "1 redirect" : $"{step.Redirects} redirects";
    }

    private static string Unquoted(string json)
    {
        if (!json.StartsWith('"'))
            return json;
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetString()!;
    }
}
