using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>How many runs a page does not show; nothing where it shows all.</summary>
internal static class HiddenPart
{
    public static void Write(HtmlWriter html, PageTotals totals)
    {
        string[] counts =
        [
            .. totals.Hidden.Select(h => $"{Said.Number(h.Count)} {Words.Of(h.Outcome)}"),
            .. totals.HiddenNotStarted == 0 ? Array.Empty<string>() : [$"{Said.Number(totals.HiddenNotStarted)} could not begin"],
        ];
        if (counts.Length == 0)
            return;
        html.Element(
            "p",
            $"Not shown: {string.Join(", ", counts)}. A page holds the first {Said.Number(HtmlReport.MostRuns)} runs and the first {Said.Number(HtmlReport.MostRuns)} that did not pass; a JSON report has all.",
            "note hidden-runs"
        );
    }
}
