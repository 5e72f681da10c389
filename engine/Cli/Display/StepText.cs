using System.Globalization;
using System.Text.Json;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Display;

/// <summary>A step as one plain line, or as two lines that fit a terminal.</summary>
internal static class StepText
{
    private const int PlainTitle = 34;
    private const int Indentation = 11;
    private const int LongestValue = 120;

    /// <summary>Everything about a step, however long.</summary>
    public static string Plain(StepFinished step) =>
        $"{First(step, PlainTitle, int.MaxValue)}{Gap(step)}{Request(step)}{Names(step)}".TrimEnd();

    /// <summary>The step, and below it what was requested, each within the width.</summary>
    public static IEnumerable<string> Live(StepFinished step, int width)
    {
        yield return CellText.Cut(First(step, Math.Clamp(width - 37, 4, 46), width), width - 1);
        var room = width - 1 - Indentation;
        var names = CellText.Cut(Names(step), room / 2);
        var request = CellText.Squeeze(Request(step), room - names.Length);
        if (request.Length + names.Length > 0)
            yield return new string(' ', Indentation) + request + names;
    }

    /// <summary>A step that is under way.</summary>
    public static string Running(StepStarted started, int width) =>
        CellText.Cut($"{Heading(started.Step)}  {started.Method} {SafeText.Line(started.Target)}", width - 2) + " …";

    /// <summary>An attempt that is followed by another.</summary>
    public static string Again(RetryScheduled retry) =>
        $"{Place(retry.Step)}  attempt {retry.Attempt}: {SafeText.Line(retry.Reason)}, again in {DurationText.Show(retry.Pause)}";

    public static string Heading(StepPlace place) => $"{Place(place)}  {Title(place)}";

    /// <summary>The title, and which turn of a loop it is.</summary>
    private static string Title(StepPlace place) =>
        place.Turns == 0 ? SafeText.Line(place.Title) : $"{SafeText.Line(place.Title)} [{place.Turn}/{place.Turns}]";

    /// <summary>Steps in a row that did not run, for the same reason.</summary>
    public static string Skipped(IReadOnlyList<StepFinished> steps)
    {
        var (first, last) = (steps[0].Step, steps[^1].Step);
        var note = SafeText.Line(steps[0].Note ?? "");
        if (steps.Count == 1)
            return $"{Place(first)}  skipped   {Title(first)}: {note}";
        var places = first.Depth > 0 || first.Phase != Phase.Steps ? Place(first) : $"{first.Number}-{Place(last).TrimStart()}".PadLeft(9);
        return $"{places}  skipped   {steps.Count} steps: {note}";
    }

    /// <summary>Names and values of what was extracted, one line each.</summary>
    public static IEnumerable<string> Extracted(StepFinished step) =>
        step.Extracted.Select(e => CellText.Cut($"  {e.Name} = {SafeText.Line(Unquoted(e.Text))}", LongestValue));

    public static string Place(StepPlace place)
    {
        var name = place.Phase switch
        {
            _ when place.Depth > 0 => "·",
            Phase.Finally => $"finally {place.Number}",
            Phase.Undo => $"undo {place.Number}",
            _ => $"{place.Number}/{place.Total}",
        };
        return name.PadLeft(9);
    }

    private static string First(StepFinished step, int title, int width)
    {
        var name = Title(step.Step);
        var column = width == int.MaxValue ? name.PadRight(title) : CellText.Column(name, title);
        var status = step.Status?.ToString(CultureInfo.InvariantCulture) ?? "";
        var word = step.Outcome.ToString().ToLowerInvariant();
        return $"{Place(step.Step)}  {word, -9} {column}  {status, 3}  {DurationText.Show(step.Duration), 7}";
    }

    private static string Gap(StepFinished step) => step.Target is null ? "" : "  ";

    private static string Request(StepFinished step) => step.Target is null ? "" : $"{step.Method} {SafeText.Line(step.Target)}";

    private static string Names(StepFinished step) =>
        (step.Attempts > 1 ? $"  ({step.Attempts} attempts)" : "")
        + (step.Extracted.IsEmpty ? "" : "  → " + string.Join(", ", step.Extracted.Select(e => e.Name)));

    private static string Unquoted(string json)
    {
        if (!json.StartsWith('"'))
            return json;
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetString()!;
    }
}
