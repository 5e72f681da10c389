namespace PingOneScenarios.Engine.Reporting.Html.Drawing;

/// <summary>The shapes of a diagram; lengths are in pixels.</summary>
/// <param name="html">Takes them.</param>
internal sealed class SvgWriter(HtmlWriter html)
{
    /// <summary>Of the font of the labels.</summary>
    public const double LetterWidth = 6.7;

    public void Rect(string css, int x, int top, int width, int height) =>
        html.Own($"<rect class=\"{css}\" x=\"{x}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"4\"/>");

    public void Arrow(string css, int from, int to, int at)
    {
        var back = to > from ? -7 : 7;
        html.Own($"<path class=\"{css}\" d=\"M{from} {at}H{to}\"/>");
        html.Own($"<path class=\"tip\" d=\"M{to} {at}l{back} -3.5v7z\"/>");
    }

    /// <param name="css">What it says.</param>
    /// <param name="x">Where it begins, or ends.</param>
    /// <param name="at">Where it stands.</param>
    /// <param name="text">To be escaped.</param>
    /// <param name="isEnd">Whether it ends at <paramref name="x"/>.</param>
    public void Text(string css, int x, int at, string text, bool isEnd = false) =>
        html.Element("text", text, isEnd ? css + " end" : css, ("x", $"{x}"), ("y", $"{at}"));

    /// <summary>As much of a text as fits a width.</summary>
    public static string Cut(string text, int width)
    {
        var most = Math.Max(4, (int)(width / LetterWidth));
        return text.Length <= most ? text : text[..(most - 1)] + "…";
    }
}
