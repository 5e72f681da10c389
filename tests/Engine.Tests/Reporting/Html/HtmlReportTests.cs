using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Html;

namespace PingOneScenarios.Engine.Tests.Reporting.Html;

/// <summary>The HTML report: what is in it, and that it needs nothing else.</summary>
public sealed partial class HtmlReportTests
{
    [Fact]
    public void A_report_is_as_it_was_looked_at()
    {
        var page = Told.Page(SmallRun.Events);
        page = page.Replace(PageAssets.Style(ofLoad: false), "…", StringComparison.Ordinal)
            .Replace(PageAssets.Script, "…", StringComparison.Ordinal);
        Golden.Check("html/report.html", HashPattern().Replace(page, "sha256-…"));
    }

    [Fact]
    public void A_run_that_went_on_says_when_and_how_and_its_timeline_leaves_out_when_it_had_stopped()
    {
        var page = Told.Parsed(Told.Page(ResumedRun.Events));
        Assert.Equal(
            ["stopped for 3 h 12 min", "stopped for 39 min 55 s"],
            page.QuerySelectorAll(".waterfall .gap .name").Select(g => g.TextContent)
        );
        Assert.Equal("10.1 s", page.QuerySelector(".ticks .last")!.TextContent);
        Assert.Contains(
            page.QuerySelectorAll(".lane .unseen"),
            l => l.TextContent.StartsWith(", begun 10.0 s after", StringComparison.Ordinal)
        );
        Assert.Equal(4, page.QuerySelectorAll(".resumed li").Length);
        var step = page.GetElementById(page.QuerySelector(".resumed a")!.GetAttribute("href")![1..])!;
        Assert.Contains(
            "The run went on with it, 3 h 12 min after it had stopped: the process ended.",
            step.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "was settled by the probe GET https://api.example.com/groups/1/members",
            step.TextContent,
            StringComparison.Ordinal
        );
        Assert.Single(page.QuerySelectorAll(".step .title"), t => t.TextContent == "Add users [1/2]");
        Assert.Equal(2, page.QuerySelectorAll(".digest").Length);
    }

    [Fact]
    public void What_was_done_again_is_not_what_went_wrong()
    {
        var (failed, passed) = (Told.Step("Look", Outcome.Failed), Told.Step("Look"));
        var resumed = new RunResumed(failed.At, failed.Step, Masked.Text("step \"Look\" is done again")) { At = failed.At };
        var page = Told.Parsed(Told.Page(Told.Started(), failed, resumed, passed, Told.Finished()));
        Assert.Empty(page.QuerySelectorAll(".cards"));
        Assert.Contains("Done again after the run had stopped", page.QuerySelector(".step")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "tests=\"1\" failures=\"0\"",
            ReportText.Of("junit", [Told.Started(), failed, resumed, passed, Told.Finished()]),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Nothing_but_its_own_style_and_script_may_run()
    {
        var page = Told.Parsed(Told.Page(SmallRun.Events));
        var policy = page.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content");
        Assert.Equal(
            "default-src 'none'; "
                + $"style-src 'sha256-{HashOf(page.QuerySelectorAll("style").Single())}'; "
                + $"script-src 'sha256-{HashOf(page.QuerySelectorAll("script").Single())}'; "
                + "img-src data:; base-uri 'none'; form-action 'none'",
            policy
        );
        Assert.True(page.QuerySelector("meta[http-equiv]")!.PreviousElementSibling!.HasAttribute("charset"), "the policy comes first");
    }

    [Fact]
    public void Every_link_leads_to_a_place_of_the_page()
    {
        var page = Told.Parsed(Told.Page([.. SmallRun.Events, Masked.NotStarted("late.yaml") with { At = Told.Begin }]));
        var targets = page.QuerySelectorAll("body [href]").Select(l => l.GetAttribute("href")!).Distinct().ToList();
        Assert.All(targets, t => Assert.NotNull(page.GetElementById(t[1..])));
        Assert.Contains("#r1f1l10", targets);
        Assert.Empty(page.QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.Empty(page.QuerySelectorAll("[src], [style], body [href^=http], iframe, object, embed, form, img"));
    }

    [Fact]
    public void A_body_is_shown_by_its_kind()
    {
        var page = Told.Parsed(
            Told.Page(
                With(
                    Told.Exchange() with
                    {
                        RequestHeaders = [Masked.Value("content-type", "application/x-www-form-urlencoded; charset=utf-8")],
                        RequestBody = Masked.Text("a=1+2&b=%3Cb%3E&c"),
                        AnswerHeaders = [Masked.Value("Content-Type", "application/problem+json")],
                        AnswerBody = Masked.Text("{\"a\":[1.50,{\"b\":null}],\"a\":\"\\u003c\"}"),
                    }
                )
            )
        );
        Assert.Equal(
            ["a=1 2", "b=<b>", "c="],
            page.QuerySelectorAll(".side:first-child .fields")[1]
                .QuerySelectorAll("tr")
                .Select(r => $"{r.Children[0].TextContent}={r.Children[1].TextContent}")
        );
        Assert.Equal(
            "{\n  \"a\": [\n    1.50,\n    {\n      \"b\": null\n    }\n  ],\n  \"a\": \"<\"\n}",
            page.QuerySelector("pre.json")!.TextContent
        );
    }

    [Fact]
    public void A_very_large_body_is_cut_and_says_so()
    {
        var page = Told.Parsed(Told.Page(With(Told.Exchange() with { AnswerBody = Masked.Text("\n" + new string('x', 70_000)) })));
        var body = page.QuerySelector("pre.body")!;
        Assert.Equal(65_536, body.TextContent.Length);
        Assert.Equal("4,465 more characters left out.", body.NextElementSibling!.TextContent);
    }

    [Fact]
    public void Cookies_sent_and_set_have_tables_of_their_own()
    {
        var page = Told.Parsed(
            Told.Page(
                With(
                    Told.Exchange() with
                    {
                        RequestHeaders = [Masked.Value("Cookie", "a=1; b=‹session›")],
                        AnswerHeaders = [Masked.Value("Set-Cookie", "a=; Max-Age=0; Path=/"), Masked.Value("set-cookie", "c=3==")],
                    }
                )
            )
        );
        string[] RowsBelow(string name) =>
            [
                .. page.QuerySelectorAll(".part-name")
                    .Single(p => p.TextContent == name)
                    .NextElementSibling!.QuerySelectorAll("tr")
                    .Select(r => string.Join('|', r.Children.Select(c => c.TextContent))),
            ];
        Assert.Equal(["a|1", "b|‹session›"], RowsBelow("Cookies sent"));
        Assert.Equal(["a||Max-Age=0, Path=/", "c|3==|"], RowsBelow("Cookies set"));
    }

    [Fact]
    public void A_token_is_explained_once_and_named_where_it_comes_again()
    {
        var token = Masked.Token(
            "answer body, id_token",
            "{\"alg\":\"RS256\"}",
            $"{{\"iss\":\"https://auth.example\",\"iat\":{Told.Begin.ToUnixTimeSeconds()},\"exp\":{Told.Begin.ToUnixTimeSeconds() + 3600},\"own\":[1]}}"
        );
        var page = Told.Parsed(
            Told.Page(With(Told.Exchange() with { Tokens = [token, token with { Where = Masked.Text("answer header X") }] }))
        );
        var rows = page.QuerySelectorAll(".token tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent)));
        Assert.Equal(
            [
                "alg|RS256|Algorithm of the signature, or of the encryption of the key.",
                "iss|https://auth.example|Issuer: who made the token.",
                "iat|1772366400\n2026-03-01 12:00:00 UTC, the same second as this request|When it was issued.",
                "exp|1772370000\n2026-03-01 13:00:00 UTC, 60 min after iat|Not valid from this time on.",
                "own|[1]|",
            ],
            rows
        );
        Assert.Equal("#r1s1x1t1", page.QuerySelector(".token-again a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("no JSON", "")]
    [InlineData("[1]", "…|[1]|")]
    [InlineData("{\"a\":\"\\ud800\"}", "…|{\"a\":\"\\ud800\"}|")]
    [InlineData("{\"exp\":1e300,\"iat\":\"x\"}", "exp|1e300|Not valid from this time on. iat|x|When it was issued.")]
    public void A_token_that_is_odd_is_shown_as_it_is(string claims, string rows)
    {
        var page = Told.Parsed(Told.Page(With(Told.Exchange() with { Tokens = [Masked.Token("x", "{}", claims)] })));
        Assert.Equal(
            rows,
            string.Join(' ', page.QuerySelectorAll(".token tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent))))
        );
    }

    [Fact]
    public void Steps_that_went_wrong_are_open_and_come_first_in_the_summary()
    {
        var page = Told.Parsed(Told.Page(SmallRun.Events));
        Assert.Equal(["failed"], page.QuerySelectorAll(".wrong-steps .card-head .sign").Select(s => s.TextContent));
        Assert.Equal("wrong-steps", page.QuerySelector(".summary")!.NextElementSibling!.ClassName);
        Assert.Equal("differs$.price1210", page.QuerySelector(".wrong-steps tr.wrong")!.TextContent);
        var wrong = page.QuerySelector("#r1s3")!;
        Assert.Equal(("failed", true), (wrong.GetAttribute("data-outcome"), wrong.HasAttribute("open")));
        Assert.False(page.QuerySelector("#r1s1")!.HasAttribute("open"));
        Assert.Equal(["r1f1l10"], page.QuerySelectorAll(".l.wrong").Select(l => l.Id));
    }

    [Fact]
    public void A_run_whose_end_was_never_told_and_no_run_at_all_are_reports_too()
    {
        Assert.Equal("broken: Buy a badge", Told.Parsed(Told.Page(Told.Started(), Told.Step("a"))).Title);
        Assert.Equal("skipped: Nothing was run", Told.Parsed(Told.Page()).Title);
        var several = Told.Page(
            Told.Started("One"),
            Told.Finished(),
            Told.Started("Two"),
            Told.Finished(Outcome.Failed),
            Masked.NotStarted("three.yaml") with
            {
                At = Told.Begin,
            }
        );
        Assert.Equal("broken: 3 scenarios: 1 failed, 1 passed, 1 could not begin", Told.Parsed(several).Title);
    }

    [Fact]
    public void A_long_run_is_drawn_only_as_far_as_one_can_see()
    {
        var steps = Enumerable.Range(1, 130).SelectMany(i => Exchanged(Told.Step($"step {i}"), Told.Exchange()));
        var page = Told.Parsed(Told.Page([Told.Started(), .. steps, Told.Finished()]));
        Assert.Equal(100, page.QuerySelectorAll(".drawing a").Length);
        Assert.Equal(130, page.QuerySelectorAll(".lanes li").Length);
        Assert.Equal("The first 100 of 130 requests are drawn; the timeline has all.", page.QuerySelector(".sequence .note")!.TextContent);
        Assert.False(page.QuerySelector(".sequence")!.HasAttribute("open"));
    }

    private static IEnumerable<RunEvent> With(ExchangeRecord exchange) =>
        [Told.Started(), .. Exchanged(Told.Step("a"), exchange), Told.Finished()];

    private static RunEvent[] Exchanged(StepFinished step, ExchangeRecord exchange) => [new RequestSent(step.Step, exchange), step];

    private static string HashOf(IElement element) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(element.TextContent)));

    [GeneratedRegex("sha256-[^']+")]
    private static partial Regex HashPattern();
}
