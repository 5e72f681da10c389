using System.Text;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Display;

/// <summary>The end of a run in words.</summary>
internal static class SummaryText
{
    public static string Of(RunSummary summary)
    {
        var parts = new List<string> { Count(summary.Passed, "passed") };
        foreach (var (count, word) in new[] { (summary.Failed, "failed"), (summary.Broken, "broken"), (summary.Skipped, "skipped") })
        {
            if (count > 0)
                parts.Add(Count(count, word));
        }
        var outcome = summary.Outcome.ToString().ToLowerInvariant();
        return $"{outcome}: {string.Join(", ", parts)} in {DurationText.Show(summary.Duration)}";
    }

    /// <summary>What was made and is still there; null when nothing is, or when it ends with the emulator anyway.</summary>
    public static string? OfLeftBehind(RunSummary summary, bool isEmulator)
    {
        if (summary.LeftBehind.IsEmpty || isEmulator && !summary.UndoWasDue)
            return null;
        var text = new StringBuilder(
            summary.UndoWasDue
                ? $"{summary.LeftBehind.Length} made by this run could not be taken back:"
                : $"{summary.LeftBehind.Length} made by this run are still there; --undo always takes them back:"
        );
        foreach (var request in summary.LeftBehind)
            text.Append("\n  ").Append(request);
        return text.ToString();
    }

    private static string Count(int count, string word) => $"{count} {word}";
}
