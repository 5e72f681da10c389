using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>An outcome as a sign and a word, so that no colour is needed to read it. The style sheet draws the sign.</summary>
internal static class Badge
{
    /// <param name="html">Takes it.</param>
    /// <param name="outcome">What to say.</param>
    /// <param name="css">A further class.</param>
    public static void Write(HtmlWriter html, Outcome outcome, string? css = null) =>
        html.Element("span", Words.Of(outcome), $"sign {Words.Of(outcome)}{(css is null ? "" : " " + css)}");

    /// <summary>An HTTP status, in the colour of its class.</summary>
    public static void Write(HtmlWriter html, int? status, string text) =>
        html.Element("span", text, status is null ? "status none" : $"status s{status / 100}");
}
