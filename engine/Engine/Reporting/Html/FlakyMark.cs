namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>The word for a run that passed only when it was begun anew; nothing for any other.</summary>
internal static class FlakyMark
{
    public static void Write(HtmlWriter html, ReportedRun run)
    {
        if (run.IsFlaky)
            html.Element("span", $"flaky, passed at attempt {run.Started.Slot?.Attempt ?? 1}", "flaky");
    }
}
