using PingOneScenarios.Engine.Reporting.Html;

namespace PingOneScenarios.Engine.Tests.Reporting.Html;

/// <summary>The one place where text becomes part of a page (trust rule 11).</summary>
public sealed class HtmlWriterTests
{
    [Theory]
    [InlineData("plain text, 1 + 1 = 2", "plain text, 1 + 1 = 2")]
    [InlineData("<b>&amp;\"'</b>", "&lt;b&gt;&amp;amp;&quot;&#39;&lt;/b&gt;")]
    [InlineData("Grüß Gott, 日本, 👋", "Grüß Gott, 日本, 👋")]
    [InlineData("a\r\nb\tc\nd", "a\nb\tc\nd")]
    [InlineData("a\rb", "a·b")]
    [InlineData("\0\u0007\u001b[31m\u007f\u0085", "···[31m··")]
    [InlineData("\u202egnp.exe \u2066x\u2069 \u061c", "·gnp.exe ·x· ·")]
    [InlineData("a\u200bb\u200d\u2060\ufeff\u00adc", "a·b····c")]
    [InlineData("a\u2028b\u2029c", "a·b·c")]
    [InlineData("\udb40\udc41", "·")]
    public void Text_is_escaped_and_what_cannot_be_seen_is_replaced(string text, string escaped) => Assert.Equal(escaped, Escaped(text));

    // An attribute of a test cannot hold such a text.
    [Fact]
    public void Half_of_a_surrogate_pair_is_replaced() => Assert.Equal("a \ufffd b \ufffd", Escaped("a \ud800 b \udfff"));

    [Fact]
    public void Elements_end_in_their_order()
    {
        using var text = new StringWriter();
        var html = new HtmlWriter(text);
        using (html.In("div", "a b", ("id", "x"), ("hidden", ""), ("lang", null)))
        {
            html.Element("b", "<");
            html.Link("y", "to y");
        }
        html.Flush();
        Assert.Equal("<div class=\"a b\" id=\"x\" hidden><b>&lt;</b><a href=\"#y\">to y</a></div>\n", text.ToString());
    }

    [Theory]
    [InlineData("style", "color: red")]
    [InlineData("onclick", "alert(1)")]
    [InlineData("src", "https://example.com")]
    [InlineData("href", "https://example.com")]
    [InlineData("href", "javascript:alert(1)")]
    public void An_attribute_that_could_run_load_or_lead_away_is_refused(string name, string value)
    {
        using var text = new StringWriter();
        Assert.Throws<ArgumentException>(() => new HtmlWriter(text).Element("a", "", null, (name, value)));
    }

    private static string Escaped(string text)
    {
        using var page = new StringWriter();
        var html = new HtmlWriter(page);
        html.Text(text);
        html.Flush();
        return page.ToString();
    }
}
