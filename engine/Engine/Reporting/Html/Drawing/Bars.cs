using System.Globalization;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Engine.Reporting.Html.Drawing;

/// <summary>A stretch of a line of bars, as parts of the whole.</summary>
/// <param name="Css">What it is.</param>
/// <param name="From">Where it begins.</param>
/// <param name="Share">How long it is.</param>
internal readonly record struct Bar(string Css, double From, double Share)
{
    /// <summary>Whether it lies upon another that is seen in any case.</summary>
    public bool MayVanish { get; init; }
}

/// <summary>Bars that fill the width they are given; what they say stands beside them as text.</summary>
internal static class Bars
{
    private const int Width = 1000;
    private const double Narrowest = 2;

    /// <summary>The outcomes of steps in their order, so that one sees how far a run came.</summary>
    public static void WriteSteps(HtmlWriter html, IEnumerable<StepNode> steps)
    {
        var outcomes = steps.Select(s => s.Outcome).ToList();
        var bars = new List<Bar>();
        for (var (from, to) = (0, 0); from < outcomes.Count; from = to)
        {
            while (to < outcomes.Count && outcomes[to] == outcomes[from])
                to++;
            bars.Add(new Bar(Words.Of(outcomes[from]), (double)from / outcomes.Count, (double)(to - from) / outcomes.Count));
        }
        // What went wrong is drawn last: it may be narrower than what can be seen.
        if (bars.Count > 0)
            Write(html, bars.OrderBy(b => b.Css is "passed" or "skipped" ? 0 : 1));
    }

    public static void Write(HtmlWriter html, IEnumerable<Bar> bars)
    {
        using var svg = html.In(
            "svg",
            "bar-line",
            ("viewBox", $"0 0 {Width} 10"),
            ("preserveAspectRatio", "none"),
            ("aria-hidden", "true"),
            ("focusable", "false")
        );
        foreach (var bar in bars)
        {
            var width = Math.Max(bar.MayVanish ? 0 : Narrowest, bar.Share * Width);
            var x = Math.Clamp(bar.From * Width, 0, Width - Narrowest);
            html.Own($"<rect class=\"{bar.Css}\" x=\"{Length(x)}\" width=\"{Length(Math.Min(width, Width - x))}\" height=\"10\"/>");
        }
    }

    private static string Length(double length) => length.ToString("0.#", CultureInfo.InvariantCulture);
}
