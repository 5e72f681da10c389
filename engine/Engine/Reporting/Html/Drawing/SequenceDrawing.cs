using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Html.Drawing;

/// <summary>
/// A sequence diagram as SVG: p1s and each origin with a line of life, an arrow for each request and one for its answer, a frame around what a
/// called scenario did. The rows are put down first, because the drawing begins with its height.
/// </summary>
internal sealed class SequenceDrawing
{
    private const int TitleWidth = 210;
    private const int Head = 46;
    private const int RowHeight = 40;
    private const int FrameHead = 24;
    private const int Indent = 8;

    private readonly HtmlWriter html;
    private readonly SvgWriter svg;
    private readonly ImmutableArray<string> origins;
    private readonly int most;
    private readonly List<Action> shapes = [];
    private int drawn;
    private int y = Head + 10;

    /// <param name="html">Takes it.</param>
    /// <param name="exchanges">All there are.</param>
    /// <param name="most">How many are drawn.</param>
    public SequenceDrawing(HtmlWriter html, IEnumerable<ExchangeRecord> exchanges, int most)
    {
        (this.html, svg, this.most) = (html, new SvgWriter(html), most);
        origins = [.. exchanges.Take(most).Select(e => OriginOf(e.Address)).Distinct(StringComparer.Ordinal)];
    }

    private int Gap =>
        origins.Length switch
        {
            1 => 480,
            2 => 340,
            _ => 250,
        };

    private int Width => XOf(origins.Length - 1) + 110;

    /// <param name="entries">The steps of the run.</param>
    /// <param name="id">Of the run, to name the parts of the drawing.</param>
    public void Write(IEnumerable<StepEntry> entries, string id)
    {
        Lay(entries, 0);
        using var whole = html.In(
            "svg",
            null,
            ("viewBox", $"0 0 {Width} {y + Head}"),
            ("width", $"{Width}"),
            ("height", $"{y + Head}"),
            ("role", "group"),
            ("aria-labelledby", $"{id}qt {id}qd")
        );
        html.Element("title", "Sequence diagram", null, ("id", id + "qt"));
        html.Element("desc", $"p1s sends {Said.Count(drawn, "request")} to {string.Join(", ", origins)}.", null, ("id", id + "qd"));
        WriteLifelines();
        foreach (var shape in shapes)
            shape();
        WriteActors(0);
        WriteActors(y + 10);
    }

    private static int XOf(int origin, int gap) => TitleWidth + 40 + (origin + 1) * gap;

    private int XOf(int origin) => XOf(origin, Gap);

    private static string OriginOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) ? $"{uri.Scheme}://{uri.Authority}" : address.Split('/', '?')[0];

    private void Lay(IEnumerable<StepEntry> entries, int depth)
    {
        foreach (var entry in entries)
        {
            switch (entry)
            {
                case StepGroup group:
                    LayFrame(group.For.Length == 0 ? "another scenario" : $"for {group.For}", group.Entries, depth);
                    break;
                case StepLoop loop:
                    Lay(loop.Turns, depth);
                    break;
                case StepNode { Called.IsEmpty: false } call:
                    LayFrame($"call: {call.Title}", call.Called, depth);
                    break;
                case StepNode step:
                    Lay(step, depth);
                    break;
            }
        }
    }

    private void LayFrame(string name, ImmutableArray<StepEntry> entries, int depth)
    {
        if (drawn >= most)
            return;
        var top = y;
        var frame = shapes.Count;
        y += FrameHead;
        Lay(entries, depth + 1);
        var (height, inset) = (y - top, 4 + depth * Indent);
        y += 8;
        shapes.Insert(
            frame,
            () =>
            {
                svg.Rect("frame", inset, top, Width - 2 * inset, height);
                svg.Text("frame-name", inset + 8, top + 16, SvgWriter.Cut(name, Width - 2 * inset));
            }
        );
    }

    private void Lay(StepNode step, int depth)
    {
        var isFirst = true;
        foreach (var exchange in step.Log.Exchanges)
        {
            if (drawn++ >= most)
            {
                drawn = most;
                return;
            }
            var (row, named) = (y, isFirst);
            y += RowHeight;
            isFirst = false;
            shapes.Add(() => WriteExchange(step, exchange, row, named ? 12 + depth * Indent : -1));
        }
    }

    private void WriteExchange(StepNode step, ExchangeRecord exchange, int row, int titleAt)
    {
        var (from, to) = (XOf(-1), XOf(origins.IndexOf(OriginOf(exchange.Address))));
        using var link = html.In("a", null, ("href", "#" + step.Id), ("tabindex", "-1"), ("data-step", step.Id));
        if (titleAt >= 0)
            svg.Text(step.IsWrong ? "step-name wrong" : "step-name", titleAt, row + 19, NameOf(step, TitleWidth - titleAt + 10));
        var sent = $"{exchange.Method} {ShortAddress.Of(exchange.Address)}";
        var times = (exchange.Attempt > 1 ? $"attempt {exchange.Attempt}: " : "") + (exchange.Hop > 0 ? $"redirect {exchange.Hop}: " : "");
        svg.Text("sent", from + 10, row + 11, SvgWriter.Cut(times + sent, to - from - 20));
        svg.Arrow("sent", from, to, row + 16);
        if (exchange.Status is { } status)
        {
            svg.Text($"answer s{status / 100}", to - 10, row + 29, $"{status} · {DurationText.Fine(exchange.Duration)}", isEnd: true);
            svg.Arrow("answer", to, from, row + 33);
        }
        else
            svg.Text("answer lost", to - 10, row + 31, $"✗ no answer · {DurationText.Fine(exchange.Duration)}", isEnd: true);
    }

    private void WriteLifelines()
    {
        for (var i = -1; i < origins.Length; i++)
            html.Own($"<line class=\"life\" x1=\"{XOf(i)}\" x2=\"{XOf(i)}\" y1=\"30\" y2=\"{y + 10}\"/>");
    }

    private void WriteActors(int top)
    {
        for (var i = -1; i < origins.Length; i++)
        {
            var width = i < 0 ? 60 : 210;
            svg.Rect("actor", XOf(i) - width / 2, top + 4, width, 26);
            var name = i < 0 ? "p1s" : SvgWriter.Cut(origins[i].Replace("https://", "", StringComparison.Ordinal), width - 10);
            svg.Text("actor-name", XOf(i), top + 21, name);
        }
    }

    // The turn of a loop stays in view.
    private static string NameOf(StepNode step, int width)
    {
        var turn = step.Title[step.Place.Title.Length..];
        var name = step.Label[..^turn.Length];
        return (step.IsWrong ? "✗ " : "") + SvgWriter.Cut(name, width - (int)(turn.Length * SvgWriter.LetterWidth)) + turn;
    }
}
