using System.Collections.Immutable;
using AngleSharp.Html.Dom;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting;

namespace PingOneScenarios.Engine.Tests.Reporting.Html;

/// <summary>
/// What a file or a server says stays text, in whatever place of a report it stands: a page of hostile texts has the same elements and
/// attributes as one of harmless texts (trust rule 11).
/// </summary>
public sealed class HostileTextTests
{
    private static readonly ImmutableHashSet<string> Attributes =
    [
        .. "lang id class charset http-equiv content name rel href hidden type placeholder aria-label autocomplete spellcheck role".Split(
            ' '
        ),
        .. "title data-filter data-outcome data-step aria-pressed aria-labelledby aria-hidden focusable open tabindex scope".Split(' '),
        .. "viewBox preserveAspectRatio x y x1 x2 y1 y2 d rx width height".Split(' '),
    ];

    public static TheoryData<string> Texts =>
        [
            "<script>alert(1)</script>",
            "</script><script>alert(1)</script>",
            "</style><script>alert(1)</script>",
            "</title></textarea></pre></table></details><img src=x onerror=alert(1)>",
            "\"><svg onload=alert(1)>",
            "' onfocus=alert(1) autofocus x='",
            "\" style=\"position:fixed\" onmouseover=\"alert(1)",
            "javascript:alert(1)",
            "]]><!--<script>alert(1)</script>--> <![CDATA[x]]>",
            "{{constructor.constructor('alert(1)')()}} ${alert(1)} <<is.text>>",
            "<script>alert(1)</script> <b>",
            "\0\u0001\u001b[31mred\u001b[0m\u0085 a\rb",
            "\u202egnp.exe\u2066 \u200bzero\u200d \ufeff \u061c \u00ad \u2028 \u2029",
            "<plaintext><noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<base href=//evil.example><meta http-equiv=refresh content=0>",
        ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_hostile_text_changes_no_element_and_no_attribute(string text)
    {
        var hostile = Told.Parsed(Everywhere(text));
        var harmless = Told.Parsed(Everywhere(string.Concat(text.Select(c => "<>\"'".Contains(c, StringComparison.Ordinal) ? 'x' : c))));
        Assert.Equal(ShapeOf(harmless), ShapeOf(hostile));
        Assert.All(hostile.All.SelectMany(e => e.Attributes), a => Assert.Contains(a.Name, Attributes));
        Assert.All(
            hostile.QuerySelectorAll("body [href]"),
            l => Assert.StartsWith("#r1", l.GetAttribute("href")!.Replace("#steps", "#r1").Replace("#b1", "#r1"), StringComparison.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_hostile_text_can_be_read_and_holds_nothing_unseen(string text)
    {
        var page = Told.Parsed(Everywhere(text));
        var shown = page.Body!.TextContent;
        Assert.DoesNotContain(
            shown,
            c => char.IsControl(c) && c is not ('\n' or '\t') || c is >= '\u202a' and <= '\u202e' or '\u200b' or '\u2066' or '\ufeff'
        );
        if (!text.Any(c => c < ' ' || c > '~'))
            Assert.True(shown.Split(text).Length > 30, "it stands in every place that takes one");
    }

    private static List<string> ShapeOf(IHtmlDocument page) =>
        [.. page.All.Select(e => $"{e.LocalName} {string.Join(' ', e.Attributes.Select(a => a.Name))}")];

    private static string Everywhere(string text)
    {
        var place = Masked.Place(Phase.Steps, 1, 1, 0, text, text);
        var span = new SourceSpan(new SourceText(text, text + "\n" + text), 2, 4);
        var problem = new Diagnostic(new DiagnosticCode(text, Severity.Error, ""), span, text, text, text);
        var step = Told.Step(place, Outcome.Failed) with
        {
            Method = Masked.Text(text),
            Target = Masked.Text("/" + text),
            Attempts = 2,
            Note = Masked.Text(text),
            Span = Masked.Line(span),
            Extracted = [Masked.Extracted(text, text, text, true)],
            Uses = [Masked.Text(text)],
            Checks = [Masked.Check(text, text, text, false, span)],
            Problems = [Masked.Problem(problem)],
        };
        var obtained = Told.Step(place with { Depth = 1, For = Masked.Text(text) });
        var finished = Told.Finished(Outcome.Failed, new SourceRecord(Masked.Text(text), Masked.Text(text)));
        return Told.Page(
            new ReportTool(text, text, text),
            [
                Masked.Started(text, text, text, text, 1) with
                {
                    At = Told.Begin,
                },
                obtained,
                .. Exchanges(text).Select(e => new RequestSent(place, e)),
                new RetryScheduled(place, 1, null, Masked.Text(text), TimeSpan.FromSeconds(1)) { Duration = TimeSpan.Zero },
                step,
                finished with
                {
                    Summary = finished.Summary with { LeftBehind = [Masked.Text(text)], Problems = [Masked.Problem(problem)] },
                },
                Masked.NotStarted(text, problem) with
                {
                    At = Told.Begin,
                },
            ]
        );
    }

    private static ImmutableArray<ExchangeRecord> Exchanges(string text)
    {
        ImmutableArray<ShownValue> headers =
        [
            new(Masked.Text(text), Masked.Text(text)),
            new(Masked.Text("Content-Type"), Masked.Text(text)),
        ];
        var json = System.Text.Json.JsonEncodedText.Encode(text).ToString();
        var first = Told.Exchange($"https://shop.example/{text}?a={text}") with
        {
            Method = Masked.Text(text),
            RequestHeaders = [.. headers, Masked.Value("Cookie", $"a={text}")],
            RequestBody = Masked.Text(text),
            Reason = Masked.Text(text),
            Version = Masked.Text(text),
            AnswerHeaders = [.. headers, Masked.Value("Set-Cookie", $"a={text}")],
            AnswerBody = Masked.Text($"{{\"{json}\":\"{json}\"}}"),
            Tokens = [Masked.Token(text, $"{{\"{json}\":\"{json}\"}}", $"{{\"iss\":\"{json}\",\"{json}\":1}}")],
        };
        var second = Told.Exchange(text) with
        {
            Attempt = 2,
            RequestHeaders = [Masked.Value("Content-Type", "application/x-www-form-urlencoded")],
            RequestBody = Masked.Text($"{text}={text}"),
            Status = null,
            Failure = Masked.Text(text),
        };
        return [first, second];
    }
}
