using System.Diagnostics;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Templating;

/// <summary>Pages, documents, paths and selectors that are made to take years end soon and with a reason.</summary>
public sealed class MarkupLimitTests
{
    private const string XPathTooSlow =
        "xml.xpath: the search takes too long, it looks at the document again and again; say the path more precisely";

    private const string SelectorTooSlow = "html.css: the selector can take too long on this page; use > and fewer parts";

    private const string PageTooLarge = "html.css: the page has more than 20000 elements";

    private static readonly string Flat = $"<r>{Repeat("<a/>", 200_000)}</r>";

    [Theory]
    [InlineData("//*[//*[//*[. = 'x']]]")]
    [InlineData("count(//*[count(//*) > 0])")]
    [InlineData("//a[count(following::a) > 9]")]
    [InlineData("//a[. = //a/@y]")]
    [InlineData("//a[count(preceding-sibling::a) = count(following-sibling::a)]")]
    public void A_path_that_looks_at_every_pair_is_stopped(string path) => Assert.Equal(XPathTooSlow, Problem("xml.xpath", Flat, path));

    [Fact]
    public void The_texts_of_deeply_nested_elements_are_counted()
    {
        var nested = Repeat("<a>", 100_000) + new string('x', 200_000) + Repeat("</a>", 100_000);
        Assert.Equal(XPathTooSlow, Problem("xml.xpath", nested, "//a"));
        Assert.Equal(XPathTooSlow, Problem("xml.xpath", nested, "//a[contains(., 'y')]"));
    }

    [Fact]
    public void Looking_up_each_letter_of_a_long_text_in_another_is_stopped()
    {
        var doc = $"<a><b>{new string('x', 400_000)}</b><c>{new string('y', 400_000)}</c></a>";
        Assert.Equal(XPathTooSlow, Problem("xml.xpath", doc, "translate(/a/b, /a/c, '')"));
        Assert.Equal("[]", Bench(doc, "/a/d[translate(@e, 'ABC', 'abc') = 'a']").Value("xml.xpath markup path").ToString());
    }

    [Theory]
    [InlineData("count(//a)", "200000")]
    [InlineData("string(//a[last()]/@x)", "")]
    [InlineData("count(//a[not(@x)])", "200000")]
    [InlineData("count(//a[translate(., 'A', 'a') = ''])", "200000")]
    public void A_path_that_looks_once_at_each_node_of_a_large_document_is_not(string path, string expected) =>
        Assert.Equal(expected, Bench(Flat, path).Value("xml.xpath markup path").ToString());

    [Fact]
    public void A_text_of_more_than_1_MB_is_refused()
    {
        var long1 = $"<a>{new string('x', 1 << 20)}</a>";
        Assert.Equal("xml.xpath: the text is longer than 1 MB", Problem("xml.xpath", long1, "/a"));
        Assert.Equal("html.css: the text is longer than 1 MB", Problem("html.css", long1, "a"));
    }

    [Fact]
    public void A_path_or_selector_of_more_than_1000_characters_is_refused()
    {
        Assert.Equal("xml.xpath: the path is longer than 1000 characters", Problem("xml.xpath", "<a/>", new string('a', 1001)));
        Assert.Equal("html.css: the selector is longer than 1000 characters", Problem("html.css", "<a/>", new string('a', 1001)));
        Assert.Equal("[]", Bench("<a/>", new string('a', 1000)).Value("xml.xpath markup path").ToString());
    }

    [Fact]
    public void A_path_that_nests_too_deeply_is_no_path()
    {
        Assert.Equal(
            "xml.xpath: the path is no expression of XPath 1.0",
            Problem("xml.xpath", "<a/>", Repeat("(", 450) + "1" + Repeat(")", 450))
        );
        Assert.Equal(
            "xml.xpath: the path is no expression of XPath 1.0",
            Problem("xml.xpath", "<a/>", Repeat("a[", 300) + "1" + Repeat("]", 300))
        );
    }

    [Fact]
    public void A_page_of_too_many_elements_is_refused()
    {
        Assert.Equal(PageTooLarge, Problem("html.css", Repeat("<div>", 150_000), "div"));
        Assert.Equal(PageTooLarge, Problem("html.css", Repeat("<p>x", 150_000), "p"));
        Assert.Equal(19_000, ((ListValue)Bench(Repeat("<p>x", 19_000), "p").Value("html.css markup path")).Items.Length);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(10)]
    public void A_page_whose_overlapping_tags_are_copied_again_and_again_is_refused(int tags)
    {
        var open = string.Concat(Enumerable.Range(0, tags).Select(i => $"<b a={i}>"));
        Assert.Equal(PageTooLarge, Problem("html.css", $"<p>{open}{Repeat("</p><p>x", 15_000)}", "p"));
    }

    [Fact]
    public void A_page_with_many_links_is_read()
    {
        var page = Repeat("<p><a href=x>link</a> and <b>bold</b> text</p>", 3_000);
        Assert.Equal(3_000, ((ListValue)Bench(page, "p > a").Value("html.css markup path")).Items.Length);
    }

    [Theory]
    [InlineData("q ~ p ~ p ~ p")]
    [InlineData("p:has(~ p:has(~ p))")]
    [InlineData("p~p~p~p")]
    [InlineData("*:nth-last-child(2) ~ p")]
    public void A_selector_that_tries_every_pair_of_siblings_is_refused(string selector) =>
        Assert.Equal(SelectorTooSlow, Problem("html.css", Repeat("<p>x", 15_000), selector));

    [Theory]
    [InlineData("q div div div div div")]
    [InlineData("q\tdiv\ndiv  div :is(div div)")]
    public void A_selector_that_tries_every_choice_of_ancestors_is_refused(string selector) =>
        Assert.Equal(SelectorTooSlow, Problem("html.css", Repeat("<div>", 400), selector));

    [Theory]
    [InlineData("html > body p a[title~='x y z ~ :has(']")]
    [InlineData("p > a, p + p , p ~ p")]
    [InlineData("p:has(a)")]
    public void A_usual_selector_on_a_page_of_a_thousand_elements_is_not_refused(string selector) =>
        Assert.IsType<ListValue>(Bench(Repeat("<p><a title='x'>y</a>", 500), selector).Value("html.css markup path"));

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static ExpressionBench Bench(string markup, string path) =>
        new ExpressionBench().With("markup", new TextValue(markup)).With("path", new TextValue(path));

    // Generous: what it is held against would run for minutes to years.
    private static string Problem(string function, string text, string path)
    {
        var watch = Stopwatch.StartNew();
        var what = Bench(text, path).Problem($"<<{function} markup path>>").What;
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"it took {watch.Elapsed}");
        return what;
    }
}
