using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>When each request was sent and what its time went into: a row for each, which is text and a link as well as a drawing.</summary>
internal static class WaterfallPart
{
    private const int MostUnfolded = 40;
    private const int Ticks = 4;

    /// <summary>The parts of an exchange in their order, with their classes and what they are.</summary>
    private static readonly (string Css, string Name, Func<PhaseTimes, TimeSpan?> Of)[] Phases =
    [
        ("dns", "DNS", p => p.Dns),
        ("connect", "connect", p => p.Connect),
        ("tls", "TLS", p => p.Tls),
        ("wait", "wait", p => p.Wait),
        ("receive", "receive", p => p.Receive),
    ];

    public static void Write(RunView view)
    {
        var rows = RowsOf(view.Run);
        if (rows.Count == 0)
            return;
        var html = view.Html;
        var axis = Axis.Of(view.Run, rows);
        using var section = html.In("section", "waterfall", ("aria-labelledby", view.Run.Id + "w"));
        html.Element(view.Heading, "Timeline", null, ("id", view.Run.Id + "w"));
        WriteLegend(html, rows);
        using var box = html.In(
            "div",
            rows.Count > MostUnfolded ? "lanes long" : "lanes",
            ("tabindex", rows.Count > MostUnfolded ? "0" : null),
            ("role", rows.Count > MostUnfolded ? "group" : null),
            ("aria-label", rows.Count > MostUnfolded ? "Timeline, to scroll" : null)
        );
        WriteTicks(html, axis);
        using var list = html.In("ol");
        foreach (var row in rows)
            WriteRow(html, row, axis);
    }

    /// <summary>What the time of an exchange went into: <c>wait 5 ms, receive 2 ms</c>; empty when that is not known.</summary>
    public static string Told(PhaseTimes phases) =>
        string.Join(", ", Phases.Where(p => p.Of(phases) is not null).Select(p => $"{p.Name} {Said.Time(p.Of(phases)!.Value)}"));

    private static List<Row> RowsOf(ReportedRun run) =>
        [
            .. run
                .Steps.SelectMany(s =>
                    s.Log.Exchanges.Select(e => new Row(s, e, s.Log.Retries.FirstOrDefault(r => r.Attempt == e.Attempt && IsLast(s, e))))
                )
                .OrderBy(r => r.Exchange.At),
        ];

    // The pause comes behind the last hop of an attempt.
    private static bool IsLast(StepNode step, ExchangeRecord exchange) =>
        step.Log.Exchanges.Last(e => e.Attempt == exchange.Attempt) == exchange;

    private static void WriteLegend(HtmlWriter html, List<Row> rows)
    {
        using var legend = html.In("ul", "legend");
        foreach (var (css, name, of) in Phases)
        {
            if (rows.Exists(r => of(r.Exchange.Phases) is not null))
                html.Element("li", name, "key " + css);
        }
        if (rows.Exists(r => Told(r.Exchange.Phases).Length == 0))
            html.Element("li", "request and answer", "key whole");
        if (rows.Exists(r => r.Rest > TimeSpan.FromMilliseconds(1)))
            html.Element("li", "p1s itself", "key rest");
        if (rows.Exists(r => r.Retry is not null))
            html.Element("li", "pause before another attempt", "key pause");
    }

    private static void WriteTicks(HtmlWriter html, Axis axis)
    {
        using var ticks = html.In("div", "ticks", ("aria-hidden", "true"));
        for (var i = 0; i <= Ticks; i++)
            html.Element("span", i == 0 ? "0" : Said.Time(axis.Whole * i / Ticks), i == Ticks ? "last" : null);
    }

    private static void WriteRow(HtmlWriter html, Row row, Axis axis)
    {
        var exchange = row.Exchange;
        using var item = html.In("li", null, ("data-step", row.Step.Id));
        using var link = html.In("a", "lane", ("href", "#" + row.Step.Id), ("title", TitleOf(row)));
        html.Element("span", row.Name, $"name{(exchange is { Attempt: 1, Hop: 0 } ? "" : " again")}{(row.IsWrong ? " wrong" : "")}");
        Badge.Write(html, exchange.Status, exchange.Status is { } status ? $"{status}" : "none");
        Bars.Write(html, BarsOf(row, axis));
        html.Element("span", Said.Time(exchange.Duration), "time");
        html.Element("span", $", begun {Said.Time(exchange.At - axis.Begin)} after the start. {Told(exchange.Phases)}", "unseen");
    }

    private static string TitleOf(Row row)
    {
        var phases = Told(row.Exchange.Phases);
        return $"{row.Exchange.Method} {row.Exchange.Address}"
            + (phases.Length == 0 ? "" : $"\n{phases}")
            + (row.Retry is null ? "" : $"\n{row.Retry.Reason}, then a pause of {Said.Time(row.Retry.Pause)}");
    }

    private static IEnumerable<Bar> BarsOf(Row row, Axis axis)
    {
        var exchange = row.Exchange;
        var from = exchange.At;
        yield return new Bar(
            exchange.Status is null ? "lost"
                : Told(exchange.Phases).Length > 0 ? "rest"
                : "whole",
            axis.Place(from),
            axis.Share(exchange.Duration)
        );
        foreach (var (css, _, of) in Phases)
        {
            if (of(exchange.Phases) is not { } length)
                continue;
            yield return new Bar(css, axis.Place(from), axis.Share(length)) { MayVanish = true };
            from += length;
        }
        if (row.Retry is { } retry)
            yield return new Bar("pause", axis.Place(exchange.At + exchange.Duration), axis.Share(retry.Pause));
    }

    /// <param name="Step">Whose it is.</param>
    /// <param name="Exchange">What it shows.</param>
    /// <param name="Retry">Why another attempt follows; null when none does.</param>
    private sealed record Row(StepNode Step, ExchangeRecord Exchange, RetryScheduled? Retry)
    {
        /// <summary>Whether it is the exchange that a step went wrong with.</summary>
        public bool IsWrong => Step.IsWrong && Step.Log.Exchanges[^1] == Exchange;

        /// <summary>What of its time is no phase; nothing when no phase is known.</summary>
        public TimeSpan Rest =>
            Told(Exchange.Phases).Length == 0
                ? TimeSpan.Zero
                : Phases.Aggregate(Exchange.Duration, (rest, p) => rest - (p.Of(Exchange.Phases) ?? TimeSpan.Zero));

        public string Name =>
            Exchange switch
            {
                { Hop: > 0 } => $"redirect {Exchange.Hop}",
                { Attempt: > 1 } => $"attempt {Exchange.Attempt}",
                _ => Step.Label,
            };
    }

    private sealed record Axis(DateTimeOffset Begin, TimeSpan Whole)
    {
        public static Axis Of(ReportedRun run, List<Row> rows)
        {
            var begin = rows[0].Exchange.At < run.Started.At ? rows[0].Exchange.At : run.Started.At;
            var end = rows.Max(r => r.Exchange.At + r.Exchange.Duration + (r.Retry?.Pause ?? TimeSpan.Zero));
            return new Axis(begin, end > begin ? end - begin : TimeSpan.FromMilliseconds(1));
        }

        public double Place(DateTimeOffset at) => Share(at - Begin);

        public double Share(TimeSpan length) => length / Whole;
    }
}
