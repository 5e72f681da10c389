using System.Text;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Markdown;

/// <summary>A load as tables: its limits, its times, its steps.</summary>
internal static class MarkdownLoad
{
    private const int MostSteps = 30;

    public static string Of(LoadSummary load)
    {
        var text = new StringBuilder($"{MarkdownText.Line(LoadWords.Asked(load.Plan))}\n\n");
        if (LoadWords.Dropped(load) is { } dropped)
            text.Append($"⚠️ {MarkdownText.Line(dropped)}\n\n");
        if (!load.Limits.IsEmpty)
            text.Append("| limit | | measured | |\n| --- | --- | ---: | --- |\n");
        foreach (var limit in load.Limits)
            text.Append(
                $"| {LoadWords.NameOf(limit)} | {LoadWords.Bound(limit)} | {LoadWords.Measured(limit)} | {(limit.IsMissed ? "❌ missed" : "✅ kept")} |\n"
            );
        text.Append(load.Limits.IsEmpty ? "" : "\n");
        text.Append("| | times | failed | p50 | p95 | p99 | max |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        AddRow(text, "**runs**", load.All.Latency, load.All.Failed);
        if (load.Plan.Model == LoadModel.Open)
            AddRow(text, "runs, from their actual start", load.Service, load.All.Failed);
        foreach (var step in load.Steps.Take(MostSteps))
            AddRow(text, MarkdownText.Line(step.Place.Title), step.Time, step.Failed);
        return text.Append('\n').ToString();
    }

    private static void AddRow(StringBuilder text, string name, LatencyFigures times, long failed) =>
        text.Append(
            $"| {name} | {LoadWords.Number(times.Count)} | {LoadWords.Number(failed)} | {LoadWords.Time(times.P50)} | {LoadWords.Time(times.P95)} | {LoadWords.Time(times.P99)} | {LoadWords.Time(times.Max)} |\n"
        );
}
