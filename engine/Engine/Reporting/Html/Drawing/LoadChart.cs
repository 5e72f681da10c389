using System.Globalization;
using System.Text;

namespace PingOneScenarios.Engine.Reporting.Html.Drawing;

/// <summary>
/// A drawing with two axes that fills the width it is given. Its shapes are stretched, so its words stand beside it as text, in equal
/// distances.
/// </summary>
/// <param name="html">Takes it.</param>
internal sealed class LoadChart(HtmlWriter html)
{
    private const int Width = 1000;
    private const int Height = 200;

    /// <summary>The whole drawing.</summary>
    /// <param name="said">What it shows, for those who do not see it.</param>
    /// <param name="marks">Of the axis that goes up, the highest first.</param>
    /// <param name="draw">Draws the shapes.</param>
    /// <param name="ticks">Of the axis that goes right.</param>
    public void Write(string said, IReadOnlyList<string> marks, Action draw, IReadOnlyList<string> ticks)
    {
        using var figure = html.In("div", "chart", ("role", "img"), ("aria-label", said));
        using (html.In("div", "marks", ("aria-hidden", "true")))
        {
            foreach (var mark in marks)
                html.Element("span", mark);
        }
        using (
            html.In(
                "svg",
                "plot",
                ("viewBox", $"0 0 {Width} {Height}"),
                ("preserveAspectRatio", "none"),
                ("aria-hidden", "true"),
                ("focusable", "false")
            )
        )
        {
            for (var i = 0; i < marks.Count; i++)
                html.Own($"<path class=\"grid\" d=\"M0 {Length((double)i / Math.Max(1, marks.Count - 1) * Height)}h{Width}\"/>");
            draw();
        }
        using var line = html.In("div", "right", ("aria-hidden", "true"));
        foreach (var tick in ticks)
            html.Element("span", tick);
    }

    /// <summary>A column.</summary>
    /// <param name="css">What it is.</param>
    /// <param name="place">Which one of <paramref name="count"/>, from 0.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="from">Its lower end, from 0 to 1.</param>
    /// <param name="to">Its upper end.</param>
    public void Column(string css, int place, int count, double from, double to)
    {
        if (to <= from)
            return;
        var width = (double)Width / count;
        html.Own(
            $"<rect class=\"{css}\" x=\"{Length(place * width)}\" y=\"{Length((1 - to) * Height)}\" width=\"{Length(Math.Max(0.6, width * 0.9))}\" height=\"{Length(Math.Max(1, (to - from) * Height))}\"/>"
        );
    }

    /// <summary>A line through points; it is broken where there is none.</summary>
    /// <param name="css">What it is.</param>
    /// <param name="heights">From 0 to 1, or null.</param>
    public void Line(string css, IReadOnlyList<double?> heights)
    {
        var path = new StringBuilder();
        var isOpen = false;
        for (var i = 0; i < heights.Count; i++)
        {
            if (heights[i] is { } height)
            {
                var (x, y) = ((i + 0.5) / heights.Count * Width, (1 - Math.Clamp(height, 0, 1)) * Height);
                // A point alone is seen as a short line.
                path.Append(isOpen ? 'L' : 'M').Append(Length(x)).Append(' ').Append(Length(y)).Append(isOpen ? "" : "h1");
            }
            isOpen = heights[i] is not null;
        }
        if (path.Length > 0)
            html.Own($"<path class=\"{css}\" d=\"{path}\"/>");
    }

    private static string Length(double length) => length.ToString("0.#", CultureInfo.InvariantCulture);
}
