using System.Text;

namespace PingOneScenarios.Engine.Tests.Trust;

/// <summary>An answer that is made to cost time, and what a step does with it.</summary>
/// <param name="Name">For people.</param>
/// <param name="Size">How often the short thing is repeated to reach ten times what once took seconds.</param>
/// <param name="Body">The answer of a size.</param>
/// <param name="Keys">Further keys of the step that gets it, each a line.</param>
internal sealed record HostileAnswer(string Name, int Size, Func<int, string> Body, params string[] Keys)
{
    public static IReadOnlyList<HostileAnswer> All { get; } =
    [
        new("codes in a list", 50_000, n => "[" + Rows(n, i => $$"""{"code":"tok{{i:D12}}"}""") + "]", "extract: { a: '$[0].code' }"),
        new(
            "tokens that begin alike",
            20_000,
            n => "[" + Rows(n, i => $$"""{"access_token":"tok{{new string('a', 60)}}{{i:D6}}"}""") + "]"
        ),
        new("the same code again", 400_000, n => "[" + Rows(n, _ => """{"code":"tokAAAAAA"}""") + "]", "extract: { a: '$..code' }"),
        new(
            "codes, and texts that hold none",
            50_000,
            n => $$"""{"c":[{{Rows(n, i => $$"""{"code":"tok{{i:D12}}"}""")}}],"t":[{{Rows(n, i => $"\"tok{i:D8}x\"")}}]}""",
            "extract: { a: $.t }"
        ),
        new(
            "one letter again and again beside a token of it",
            2_000_000,
            n => $$"""{"access_token":"{{new string('a', n)}}b","t":"{{new string('a', n - 2)}}c{{new string('a', n - 2)}}"}""",
            "extract: { a: $.t }"
        ),
        Escapes("JSON escapes", "\\u0061"),
        Escapes("backslashes", "\\"),
        Escapes("line ends with spaces", "   \r\n"),
        Escapes("spaces", " "),
        Escapes("percent signs", "%"),
        Escapes("percent escapes", "%41"),
        Escapes("double percent escapes", "%2541"),
        Escapes("triple percent escapes", "%252541"),
        Escapes("entities", "&amp;"),
        Escapes("numbered entities", "&#x41;"),
        Escapes("ampersands", "&"),
        Escapes("plus signs", "+"),
        Escapes("beginnings of tokens", "eyJ"),
        Escapes("beginnings of tokens with dots", "eyJhbGciOi."),
        Escapes("masks", "‹token›"),
        Escapes("marks of masks", "‹"),
        Escapes("quotes", "\""),
        new("XML 1,200,000 deep", 1_200_000, n => Repeat("<a>", n / 8) + Repeat("</a>", n / 8), Xml("//a")),
        new("XML as deep as 1 MB can be", 149_000, n => Repeat("<a>", n) + Repeat("</a>", n), Xml("//a")),
        new("XML under string()", 149_000, n => Repeat("<a>", n) + Repeat("</a>", n), Xml("//a[string()]")),
        new("XML under ancestors", 149_000, n => Repeat("<a>", n) + Repeat("</a>", n), Xml("//a[ancestor::a]")),
        new("XML with many attributes", 100_000, n => "<a " + Rows(n, i => $"a{i}=\"\"", " ") + "/>", Xml("//@*")),
        new("XML siblings", 240_000, n => "<r>" + Repeat("<a/>", n) + "</r>", Xml("//a[position()=last()]")),
        new("XML siblings before", 200_000, n => "<r>" + Repeat("<a/>", n) + "</r>", Xml("//a[preceding::a]")),
        new(
            "XML names",
            80_000,
            n => "<r>" + Rows(n, i => $"<a{i}/>", "") + "</r>",
            Xml("//*[name()=\"a1\"]".Replace("\"", "''", StringComparison.Ordinal))
        ),
        new("HTML nested", 95_000, n => Repeat("<div>", n) + Repeat("</div>", n), Css("div")),
        new("HTML nested within what a page may hold", 19_000, n => Repeat("<div>", n) + "x" + Repeat("</div>", n), Css("div")),
        new("HTML nested, no end", 19_900, n => Repeat("<p><b>", n / 2), Css("b")),
        new("HTML tables", 19_000, n => Repeat("<table>", n), Css("table")),
        new("HTML formatting", 19_000, n => Repeat("<a>", n) + Repeat("<p>", 100), Css("a")),
        new("HTML end tags", 250_000, n => Repeat("<div>", 19_000) + Repeat("</p>", n), Css("div")),
        new("HTML wrong end tags", 200_000, n => Repeat("<div>", 19_000) + Repeat("</x>", n), Css("div")),
        new("HTML attributes", 100_000, n => "<p " + Rows(n, i => $"a{i}", " ") + ">", Css("p")),
        new("HTML attributes in 19,000 elements", 19_000, n => Repeat("<p a b c d e f g h>", n), Css("p")),
        new("HTML descendants", 10_000, n => Repeat("<i>", n), Css("i i")),
        new("HTML selects", 19_000, n => Repeat("<select><option>", n / 2), Css("option")),
        new("HTML with text between tables", 19_000, n => "<table>" + Repeat("x<b>", n), Css("b")),
        new("HTML siblings", 19_000, n => Repeat("<br>", n), Css("br:nth-child(2n)")),
        new("regex that looks ahead", 500_000, n => new string('a', n), Regex("regex.all", "a*b|a")),
        new("regex in the midst", 500_000, n => new string('a', n), Regex("regex.all", "a.*?b|aa")),
        new("regex that backtracks", 500_000, n => new string('a', n), Regex("regex.all", "(?=(a+)+$)a|(a+)+b")),
        new("regex that backtracks a little at each place", 500_000, n => new string('a', n), Regex("regex.all", "(?!a*b)a")),
        new("regex groups", 500_000, n => new string('a', n), "extract: { a: '<<regex.all response.text \"(a)(?<n>)\" \"n\">>' }"),
        new("regex replaced", 500_000, n => new string('a', n), "extract: { a: '<<regex.replace response.text \"a\" \"$_\">>' }"),
        new("text replaced", 5_000_000, n => new string('a', n), "extract: { a: '<<text.replace response.text \"a\" \"b\">>' }"),
        new("text split", 5_000_000, n => Repeat("a,", n / 2), "extract: { a: '<<text.split response.text \",\">>' }"),
        new("text lines", 5_000_000, n => Repeat("a\n", n / 2), "extract: { a: '<<text.lines response.text>>' }"),
        new("query", 5_000_000, n => "?" + Repeat("a&", n / 2), "extract: { a: '<<url.query response.text \"b\">>' }"),
        new("JSON names", 200_000, n => "{" + Rows(n, i => $"\"a{i}\":1") + "}", "extract: { a: '<<response.json.a1>>' }"),
        new("JSON as text", 500_000, n => "[" + Rows(n, _ => "[]") + "]", "extract: { a: '<<json.text response.json>>' }"),
        new("JSON under JSONPath", 400_000, n => "[" + Rows(n, _ => "[]") + "]", "extract: { a: '$..*' }"),
        new("JSON under many JSONPaths", 100_000, n => Nested("[", "[]", "]", n), "extract: { a: '$..*..*..*' }"),
        new(
            "JSON under a filter over all",
            3_000,
            n => "[" + Rows(n, i => $"{{\"a\":{i}}}") + "]",
            "extract: { a: '$[?count($$[?@.a > 0]) > 0]' }".Replace("$$", "$", StringComparison.Ordinal)
        ),
        new("lists that are searched", 200_000, n => "[" + Rows(n, i => $"{i}") + "]", "extract: { a: '<<list.distinct response.json>>' }"),
        new(
            "lists in any order",
            100_000,
            n => "[" + Rows(n, i => $"{i}") + "]",
            "extract: { all: '<<list.reverse response.json>>' }",
            "expect: { that: ['<<(list.size (list.distinct response.json)) == 1>>'] }"
        ),
        new(
            "a long text that is not the expected one",
            9_000_000,
            n => new string('a', n),
            "expect: { text: '<<text.pad_left \"b\" 10000>>' }"
        ),
        new("a long list that is not the expected one", 400_000, n => "[" + Rows(n, _ => "1") + "]", "expect: { json: [1, 2] }"),
        new(
            "a list compared with its reverse",
            200_000,
            n => "[" + Rows(n, i => $"{i}") + "]",
            "expect: { json: '<<list.reverse response.json>>' }"
        ),
        new(
            "a list under is.unordered",
            20_000,
            n => "[" + Rows(n, i => $"{{\"a\":{i}}}") + "]",
            "expect: { json: '<<is.unordered (list.reverse response.json)>>' }"
        ),
        new("a list under is.each", 400_000, n => "[" + Rows(n, _ => "1") + "]", "expect: { json: '<<is.each is.text>>' }"),
        new(
            "words",
            9_000_000,
            n => new string('a', n),
            "expect: { that: ['<<text.contains response.text \"b\">>', '<<response.text == \"b\">>'] }"
        ),
        new("decoded", 9_000_000, n => Repeat("%41", n / 3), "extract: { a: '<<url.decode response.text>>' }"),
        new("base64", 9_000_000, n => new string('a', n), "extract: { a: '<<base64.decode response.text>>' }"),
        new("a token", 9_000_000, n => Repeat("eyJ.", n / 4), "extract: { a: '<<jwt.claims response.text>>' }"),
        new("a token with many claims", 60_000, Token, "extract: { a: '<<jwt.claims response.text>>' }"),
    ];

    private static HostileAnswer Escapes(string name, string one) =>
        new(name, 9_000_000, n => Repeat(one, n / one.Length), "extract: { a: '<<text.slice response.text 0 9>>' }", "expect: { text: b }");

    private static string Nested(string open, string inner, string close, int n) =>
        "[" + Rows(n / 60, _ => Repeat(open, 50) + inner + Repeat(close, 50)) + "]";

    private static string Token(int n)
    {
        var claims = "{" + Rows(n, i => $"\"c{i}\":\"value{i}\"") + "}";
        return $"eyJhbGciOiJub25lIn0.{Convert.ToBase64String(Encoding.UTF8.GetBytes(claims)).TrimEnd('=').Replace('+', '-').Replace('/', '_')}.x";
    }

    private static string Xml(string path) => $"extract: {{ a: '<<xml.xpath response.text \"{path}\">>' }}";

    private static string Css(string selector) => $"extract: {{ a: '<<html.css response.text \"{selector}\">>' }}";

    private static string Regex(string function, string pattern) => $"extract: {{ a: '<<{function} response.text \"{pattern}\">>' }}";

    private static string Rows(int n, Func<int, string> row, string between = ",") =>
        string.Join(between, Enumerable.Range(0, n).Select(row));

    private static string Repeat(string one, int n) => new StringBuilder(one.Length * n).Insert(0, one, n).ToString();
}
