using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>How long runs and their steps took, in numbers.</summary>
internal static class LoadTable
{
    public static void Write(HtmlWriter html, LoadSummary load)
    {
        using var section = html.In("section", "times", ("aria-labelledby", "times"));
        html.Element("h2", "How long it took", null, ("id", "times"));
        using (html.In("div", "wide", ("tabindex", "0"), ("role", "group"), ("aria-label", "Times of runs and steps, to scroll")))
        using (html.In("table", "numbers"))
        {
            WriteHead(html, "", "times", "failed", "p50", "p90", "p95", "p99", "p99.9", "max");
            using var body = html.In("tbody");
            WriteRow(
                html,
                load.Plan.Model == LoadModel.Open ? "runs, from their intended start" : "runs",
                load.All.Latency,
                load.All.Failed
            );
            if (load.Plan.Model == LoadModel.Open)
                WriteRow(html, "runs, from their actual start", load.Service, load.All.Failed);
            foreach (var step in load.Steps)
                WriteRow(html, (step.IsCall ? "call: " : "") + step.Place.Title, step.Time, step.Failed);
        }
        if (load.All.Latency.Beyond > 0)
            html.Element("p", $"{Said.Number(load.All.Latency.Beyond)} took longer than 10 minutes, and count as 10 minutes.", "note");
    }

    public static void WriteHead(HtmlWriter html, params ReadOnlySpan<string> names)
    {
        using var head = html.In("thead");
        using var row = html.In("tr");
        foreach (var name in names)
        {
            if (name.Length == 0)
                html.Element("td", "");
            else
                html.Element("th", name, null, ("scope", "col"));
        }
    }

    private static void WriteRow(HtmlWriter html, string name, LatencyFigures times, long failed)
    {
        using var row = html.In("tr");
        html.Element("th", name, null, ("scope", "row"));
        html.Element("td", Said.Number(times.Count));
        html.Element("td", Said.Number(failed), failed > 0 ? "failure" : null);
        foreach (var time in new[] { times.P50, times.P90, times.P95, times.P99, times.P999, times.Max })
            html.Element("td", times.Count == 0 ? "–" : LoadWords.Time(time));
    }
}
