using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Html.Drawing;

/// <summary>The drawings of a load: how its times are spread, how many runs ended when, and how long they took then.</summary>
internal static class LoadDrawings
{
    private const int Ticks = 4;

    public static void Write(HtmlWriter html, LoadSummary load)
    {
        if (load.Bars.IsEmpty)
            return;
        using (html.In("section", "spread", ("aria-labelledby", "spread")))
        {
            html.Element("h2", "How the times are spread", null, ("id", "spread"));
            WriteSpread(html, load);
        }
        if (load.Moments.Length < 2)
            return;
        using (html.In("section", "rate", ("aria-labelledby", "rate")))
        {
            html.Element("h2", "Runs over time", null, ("id", "rate"));
            WriteLegend(html, ("ended", "ended"), ("went", "went wrong"), ("dropped", "dropped"));
            WriteRate(html, load);
        }
        using (html.In("section", "percentiles", ("aria-labelledby", "percentiles")))
        {
            html.Element("h2", "Times over time", null, ("id", "percentiles"));
            WriteLegend(html, ("max", "longest"), ("p95", "p95"), ("p50", "p50"));
            WritePercentiles(html, load);
        }
    }

    private static void WriteLegend(HtmlWriter html, params ReadOnlySpan<(string Css, string Name)> keys)
    {
        using var legend = html.In("ul", "legend");
        foreach (var (css, name) in keys)
            html.Element("li", name, $"key of-{css}");
    }

    private static void WriteSpread(HtmlWriter html, LoadSummary load)
    {
        var bars = load.Bars;
        var most = bars.Max(b => b.Count);
        var chart = new LoadChart(html);
        chart.Write(
            $"Columns: how many runs took how long. Half of them took up to {LoadWords.Time(load.All.Latency.P50)}, 95 % up to {LoadWords.Time(load.All.Latency.P95)}, the longest {LoadWords.Time(load.All.Latency.Max)}.",
            [Said.Number(most), Said.Number(most / 2), "0"],
            () =>
            {
                for (var i = 0; i < bars.Length; i++)
                    chart.Column("ended", i, bars.Length, 0, (double)bars[i].Count / most);
            },
            [.. Enumerable.Range(0, Ticks + 1).Select(i => LoadWords.Time(bars[Math.Min(bars.Length - 1, i * bars.Length / Ticks)].UpTo))]
        );
    }

    private static void WriteRate(HtmlWriter html, LoadSummary load)
    {
        var (moments, seconds) = (load.Moments, load.MomentLength.TotalSeconds);
        var most = Math.Max(1, moments.Max(m => m.Latency.Count + m.Dropped));
        var chart = new LoadChart(html);
        chart.Write(
            $"Columns: how many runs ended in each {DurationText.Exact(load.MomentLength)}, at most {Said.Number(moments.Max(m => m.Latency.Count))}.",
            [$"{LoadWords.Number(most / seconds)}/s", $"{LoadWords.Number(most / seconds / 2)}/s", "0"],
            () =>
            {
                for (var i = 0; i < moments.Length; i++)
                {
                    var (ended, wrong) = ((double)moments[i].Latency.Count / most, (double)moments[i].Failed / most);
                    chart.Column("ended", i, moments.Length, 0, ended - Math.Min(wrong, ended));
                    chart.Column("went", i, moments.Length, ended - Math.Min(wrong, ended), ended);
                    chart.Column("dropped", i, moments.Length, ended, ended + (double)moments[i].Dropped / most);
                }
            },
            TimesOf(load)
        );
    }

    private static void WritePercentiles(HtmlWriter html, LoadSummary load)
    {
        var timed = load.Moments.Where(m => m.Latency.Count > 0).Select(m => m.Latency).ToList();
        var lowest = (int)Math.Floor(Math.Log10(Math.Max(0.001, timed.Min(l => l.P50).TotalMilliseconds)));
        var highest = Math.Max(lowest + 1, (int)Math.Ceiling(Math.Log10(Math.Max(0.001, timed.Max(l => l.Max).TotalMilliseconds))));
        var chart = new LoadChart(html);
        chart.Write(
            $"Lines: half of the runs, 95 % of them, and the longest, in each {DurationText.Exact(load.MomentLength)}. p95 was {LoadWords.Time(timed.Min(l => l.P95))} at best and {LoadWords.Time(timed.Max(l => l.P95))} at worst. The axis is logarithmic.",
            [.. Enumerable.Range(lowest, highest - lowest + 1).Reverse().Select(Decade)],
            () =>
            {
                chart.Line("max", Heights(l => l.Max));
                chart.Line("p95", Heights(l => l.P95));
                chart.Line("p50", Heights(l => l.P50));
            },
            TimesOf(load)
        );
        ImmutableArray<double?> Heights(Func<LatencyFigures, TimeSpan> of) =>
            [
                .. load.Moments.Select(m =>
                    m.Latency.Count == 0
                        ? (double?)null
                        : (Math.Log10(Math.Max(0.001, of(m.Latency).TotalMilliseconds)) - lowest) / (highest - lowest)
                ),
            ];
    }

    private static string Decade(int power) =>
        power switch
        {
            < 0 => $"{LoadWords.Number(Math.Pow(10, power + 3))} µs",
            < 3 => $"{LoadWords.Number(Math.Pow(10, power))} ms",
            _ => $"{LoadWords.Number(Math.Pow(10, power - 3))} s",
        };

    private static ImmutableArray<string> TimesOf(LoadSummary load) =>
        [
            .. Enumerable
                .Range(0, Ticks + 1)
                .Select(i => load.MomentLength * load.Moments.Length * i / Ticks)
                .Select(t =>
                    t == TimeSpan.Zero ? "0"
                    : t.TotalSeconds < 60 ? DurationText.Exact(TimeSpan.FromSeconds(Math.Round(t.TotalSeconds, 1)))
                    : DurationText.Long(t)
                ),
        ];
}
