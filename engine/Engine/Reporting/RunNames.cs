using System.Globalization;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting;

/// <summary>What tells the runs of one scenario apart, in a few words.</summary>
internal static class RunNames
{
    /// <summary>The title, with the row and the environment where others have the same title: <c>Create a user [ada, eu]</c>.</summary>
    public static string Of(RunStarted run) => run.Title + Suffix(run);

    /// <summary>The path, with the row: <c>user.yaml [ada]</c>.</summary>
    public static string Of(RunNotStarted run) => RowOf(run.Slot) is { Length: > 0 } row ? $"{run.Path} [{row}]" : run.Path;

    /// <summary>What stands behind the title; empty when nothing has to.</summary>
    public static string Suffix(RunStarted run)
    {
        if (run.Slot is not { } slot)
            return "";
        var environment = slot.IsInMatrix ? run.Environment.Text : "";
        var row = string.Join(", ", new[] { RowOf(slot), RepetitionOf(slot) }.Where(p => p.Length > 0));
        return (row.Length, environment.Length) switch
        {
            (0, 0) => "",
            (0, _) => $" [{environment}]",
            (_, 0) => $" [{row}]",
            _ => $" [{row}, {environment}]",
        };
    }

    /// <summary>The title with the row alone: what the runs of a scenario against several environments have in common.</summary>
    public static string WithRow(RunStarted run) => RowOf(run.Slot) is { Length: > 0 } row ? $"{run.Title} [{row}]" : run.Title;

    /// <summary>The name of its row, or <c>row 3</c> for one without; empty without rows.</summary>
    public static string RowOf(BatchSlot? slot) =>
        slot?.Row is { Length: > 0 } name ? name
        : slot?.RowNumber is { } number ? string.Create(CultureInfo.InvariantCulture, $"row {number}")
        : "";

    private static string RepetitionOf(BatchSlot slot) =>
        slot.Repetition is { } number ? string.Create(CultureInfo.InvariantCulture, $"repetition {number}") : "";

    /// <summary>Row, attempt and shard, each with its number: <c>row 3: ada, attempt 2, shard 2/5</c>; empty for the only run.</summary>
    public static string Details(BatchSlot? slot)
    {
        if (slot is null)
            return "";
        var parts = new List<string>(3);
        if (NumberedRow(slot) is { Length: > 0 } row)
            parts.Add("row " + row);
        if (slot.Attempt > 1)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"attempt {slot.Attempt}"));
        if (slot.Shard is { } shard)
            parts.Add("shard " + shard);
        return string.Join(", ", parts);
    }

    /// <summary><c>3: ada</c>, or <c>3</c>; empty without rows.</summary>
    public static string NumberedRow(BatchSlot? slot)
    {
        var number = slot?.RowNumber?.ToString(CultureInfo.InvariantCulture) ?? "";
        var name = slot?.Row?.Text ?? "";
        return number.Length > 0 && name.Length > 0 ? $"{number}: {name}" : number + name;
    }

    /// <summary>Whether a run is the next attempt of the one before it, which then does not count.</summary>
    public static bool IsNextAttempt(RunStarted before, RunStarted next) =>
        before.Slot is { } one
        && next.Slot is { } other
        && one.Index == other.Index
        && other.Attempt > one.Attempt
        && before.Path == next.Path
        && before.Environment == next.Environment;
}
