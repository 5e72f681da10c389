using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Html.Drawing;

/// <summary>When each request was sent and what its time went into: a row for each, which is text and a link as well as a drawing.</summary>
internal static class WaterfallPart
{
    private const int MostUnfolded = 40;
    private const int Ticks = 4;

    public static void Write(RunView view)
    {
        var rows = RowsOf(view.Run);
        if (rows.Count == 0)
            return;
        var html = view.Html;
        var axis = Axis.Of(view.Run, rows);
        using var section = html.In("section", "waterfall", ("aria-labelledby", view.Run.Id + "w"));
        html.Element(view.Heading, "Timeline", null, ("id", view.Run.Id + "w"));
        WriteLegend(html, rows, axis);
        using var box = html.In(
            "div",
            rows.Count > MostUnfolded ? "lanes long" : "lanes",
            ("tabindex", rows.Count > MostUnfolded ? "0" : null),
            ("role", rows.Count > MostUnfolded ? "group" : null),
            ("aria-label", rows.Count > MostUnfolded ? "Timeline, to scroll" : null)
        );
        WriteTicks(html, axis);
        using var list = html.In("ol");
        var gaps = new Queue<Gap>(axis.Gaps);
        foreach (var row in rows)
        {
            while (gaps.TryPeek(out var gap) && gap.To <= row.Exchange.At)
                WriteGap(html, gaps.Dequeue(), axis);
            WriteRow(html, row, axis);
        }
    }

    private static List<Lane> RowsOf(ReportedRun run) =>
        [
            .. run
                .Steps.SelectMany(s =>
                    s.Log.Exchanges.Select(e => new Lane(s, e, s.Log.Retries.FirstOrDefault(r => r.Attempt == e.Attempt && IsLast(s, e))))
                )
                .OrderBy(r => r.Exchange.At),
        ];

    // The pause comes behind the last hop of an attempt.
    private static bool IsLast(StepNode step, ExchangeRecord exchange) =>
        step.Log.Exchanges.Last(e => e.Attempt == exchange.Attempt) == exchange;

    private static void WriteLegend(HtmlWriter html, List<Lane> rows, Axis axis)
    {
        using var legend = html.In("ul", "legend");
        foreach (var (css, name, of) in PhaseParts.All)
        {
            if (rows.Exists(r => of(r.Exchange.Phases) is not null))
                html.Element("li", name, "key " + css);
        }
        if (rows.Exists(r => PhaseParts.Told(r.Exchange.Phases).Length == 0))
            html.Element("li", "request and answer", "key whole");
        if (rows.Exists(r => r.Rest > TimeSpan.FromMilliseconds(1)))
            html.Element("li", "p1s itself", "key rest");
        if (rows.Exists(r => r.Next is not null))
            html.Element("li", "pause before another attempt", "key pause");
        if (!axis.Gaps.IsEmpty)
            html.Element("li", "the run had stopped", "key break");
    }

    private static void WriteTicks(HtmlWriter html, Axis axis)
    {
        using var ticks = html.In("div", "ticks", ("aria-hidden", "true"));
        for (var i = 0; i <= Ticks; i++)
            html.Element("span", i == 0 ? "0" : DurationText.Fine(axis.Whole * i / Ticks), i == Ticks ? "last" : null);
    }

    private static void WriteRow(HtmlWriter html, Lane row, Axis axis)
    {
        var exchange = row.Exchange;
        using var item = html.In("li", null, ("data-step", row.Step.Id));
        using var link = html.In("a", "lane", ("href", "#" + row.Step.Id), ("title", TitleOf(row)));
        html.Element("span", row.Name, $"name{(exchange is { Attempt: 1, Hop: 0 } ? "" : " again")}{(row.IsWrong ? " wrong" : "")}");
        Badge.Write(html, exchange.Status, exchange.Status is { } status ? $"{status}" : "none");
        Bars.Write(html, BarsOf(row, axis));
        html.Element("span", DurationText.Fine(exchange.Duration), "time");
        html.Element(
            "span",
            $", begun {DurationText.Fine(axis.Ran(exchange.At))} after the start. {PhaseParts.Told(exchange.Phases)}",
            "unseen"
        );
    }

    // The drawing goes on where it stopped: how long that was, only the text says.
    private static void WriteGap(HtmlWriter html, Gap gap, Axis axis)
    {
        using var item = html.In("li", "gap");
        html.Element("span", $"stopped for {DurationText.Long(gap.To - gap.From)}", "name");
        Bars.Write(html, [new Bar("break", axis.Place(gap.To), 0)]);
        html.Element("span", $"{gap.Resumed.Why}; resumed {ResumeText.PlaceOf(gap.Resumed)}", "why");
    }

    private static string TitleOf(Lane row)
    {
        var phases = PhaseParts.Told(row.Exchange.Phases);
        return $"{row.Exchange.Method} {row.Exchange.Address}"
            + (phases.Length == 0 ? "" : $"\n{phases}")
            + (row.Next is null ? "" : $"\n{row.Next.Reason}, then a pause of {DurationText.Fine(row.Next.Pause)}");
    }

    private static IEnumerable<Bar> BarsOf(Lane row, Axis axis)
    {
        var exchange = row.Exchange;
        var from = exchange.At;
        yield return new Bar(
            exchange.Status is null ? "lost"
                : PhaseParts.Told(exchange.Phases).Length > 0 ? "rest"
                : "whole",
            axis.Place(from),
            axis.Share(exchange.Duration)
        );
        foreach (var (css, _, of) in PhaseParts.All)
        {
            if (of(exchange.Phases) is not { } length)
                continue;
            yield return new Bar(css, axis.Place(from), axis.Share(length)) { MayVanish = true };
            from += length;
        }
        foreach (var gap in axis.Gaps)
            yield return new Bar("break", axis.Place(gap.To), 0);
        if (row.Next is { } next)
            yield return new Bar("pause", axis.Place(exchange.At + exchange.Duration), axis.Share(next.Pause));
    }
}
