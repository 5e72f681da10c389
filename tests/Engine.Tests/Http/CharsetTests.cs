using System.Diagnostics;
using System.Text;
using PingOneScenarios.Engine.Http.Answers;
using PingOneScenarios.Engine.Tests.Execution;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>Bodies in other charsets than UTF-8: read as the letters they are, or refused with the name of the charset.</summary>
public sealed class CharsetTests
{
    private const string Western = "Zürich, naïve, façade, señor, œuvre, 100 €";
    private const string Chinese = "中文字符测试，你好";
    private const string Japanese = "日本語のテスト、カタカナ";
    private const string Korean = "한국어 시험";
    private const string Russian = "Привет, мир";

    /// <summary>The name a server says, the name iconv knows, the text.</summary>
    public static TheoryData<string, string, string> WrittenByIconv =>
        new()
        {
            { "utf-8", "UTF-8", Western + Chinese + "𝄞" },
            { "iso-8859-1", "ISO-8859-1", "Zürich, naïve, façade, señor" },
            { "latin1", "ISO-8859-1", "Größe" },
            { "ISO-8859-2", "ISO-8859-2", "Příliš žluťoučký kůň" },
            { "iso-8859-5", "ISO-8859-5", Russian },
            { "iso-8859-7", "ISO-8859-7", "Καλημέρα" },
            { "iso-8859-9", "ISO-8859-9", "İstanbul ğüşöç" },
            { "iso-8859-13", "ISO-8859-13", "ąčęėįšųūž" },
            { "iso-8859-15", "ISO-8859-15", Western },
            { "windows-1250", "CP1250", "Zażółć gęślą jaźń" },
            { "windows-1251", "CP1251", Russian },
            { "windows-1252", "CP1252", Western + " “quoted” – dash" },
            { "windows-1253", "CP1253", "Καλημέρα κόσμε" },
            { "windows-1254", "CP1254", "İstanbul ğüşöç" },
            { "windows-1255", "CP1255", "שלום עולם" },
            { "windows-1256", "CP1256", "مرحبا بالعالم" },
            { "windows-1257", "CP1257", "ąčęėįšųūž" },
            { "windows-874", "CP874", "สวัสดีชาวโลก" },
            { "tis-620", "TIS-620", "สวัสดีชาวโลก" },
            { "koi8-r", "KOI8-R", Russian },
            { "koi8-u", "KOI8-U", "Привіт, світе ґ" },
            { "ibm866", "IBM866", Russian },
            { "macintosh", "MACINTOSH", "Zürich, œuvre" },
            { "gb2312", "GB2312", Chinese },
            { "GBK", "GBK", Chinese + "镕" },
            { "gb18030", "GB18030", Chinese + "😀ü" },
            { "big5", "BIG5", "繁體中文測試" },
            { "Shift_JIS", "SHIFT_JIS", Japanese },
            { "windows-31j", "CP932", Japanese + "①" },
            { "euc-jp", "EUC-JP", Japanese },
            { "iso-2022-jp", "ISO-2022-JP", "日本語のテスト" },
            { "euc-kr", "EUC-KR", Korean },
            { "ks_c_5601-1987", "CP949", Korean + "똠" },
            { "utf-16", "UTF-16", Western + Chinese + "𝄞" },
            { "utf-16le", "UTF-16LE", Western + Chinese + "𝄞" },
            { "utf-16be", "UTF-16BE", Western + Chinese + "𝄞" },
            { "utf-32", "UTF-32", Western + "𝄞" },
            { "utf-32le", "UTF-32LE", Western + "𝄞" },
            { "utf-32be", "UTF-32BE", Western + "𝄞" },
        };

    [Theory]
    [MemberData(nameof(WrittenByIconv))]
    public async Task What_iconv_writes_is_read(string name, string iconv, string text)
    {
        var body = await Iconv(text, iconv);
        Assert.SkipWhen(body is null, "there is no iconv here");
        Assert.Equal(text, AnswerText.Read(body!, $"text/plain; charset={name}").Text);
        Assert.Equal(text, AnswerText.Read(body!, $"text/plain;format=flowed; Charset=\"{name.ToUpperInvariant()}\"; x=y").Text);
        var json = (await Iconv($"{{\"a\":\"{text}\"}}", iconv))!;
        var read = AnswerJson.Parse(AnswerText.JsonOf(json, $"application/json;charset={name}"));
        Assert.Equal(text, read.Element!.Value.GetProperty("a").GetString());
    }

    // Vectors by hand, for machines without iconv.
    [Theory]
    [InlineData("D6D0CEC4", "text/plain; charset=gb2312", "中文")]
    [InlineData("93FA967B", "text/plain; charset=shift_jis", "日本")]
    [InlineData("C6FCCBDC", "text/plain; charset=euc-jp", "日本")]
    [InlineData("C7D1B1DB", "text/plain; charset=euc-kr", "한글")]
    [InlineData("80209C93", "text/plain; charset=windows-1252", "€ œ“")]
    [InlineData("80E4", "text/plain; charset=ISO-8859-1", "€ä")]
    [InlineData("A4E4", "text/plain; charset=iso-8859-15", "€ä")]
    [InlineData("EFBBBF41C3A4", "text/plain", "Aä")]
    [InlineData("EFBBBF41C3A4", "text/plain; charset=iso-8859-1", "Aä")]
    [InlineData("FFFE4100E400", "text/plain", "Aä")]
    [InlineData("FEFF004100E4", "text/plain; charset=utf-8", "Aä")]
    [InlineData("FFFE000041000000", "", "A")]
    [InlineData("4100E400", "text/plain; charset=utf-16", "Aä")]
    [InlineData("004100E4", "text/plain; charset=utf-16", "Aä")]
    [InlineData("41C3A4", "", "Aä")]
    [InlineData("41C3A4", "text/plain; charset=utf8", "Aä")]
    [InlineData("41", "text/plain; charset=us-ascii", "A")]
    [InlineData("41C3A4", "text/plain; note=\"charset\"", "Aä")]
    [InlineData("", "text/plain; charset=gb2312", "")]
    public void Bytes_are_read_as_the_letters_they_are(string hex, string contentType, string text) =>
        Assert.Equal(text, AnswerText.Read(Convert.FromHexString(hex), contentType.Length == 0 ? null : contentType).Text);

    [Theory]
    [InlineData("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>ä</a>", "iso-8859-1", "application/xml")]
    [InlineData("<?xml version='1.0' encoding='windows-1251' standalone='yes'?><a>мир</a>", "windows-1251", "text/xml")]
    [InlineData("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><a>日本</a>", "shift_jis", null)]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>ä</a>", "utf-8", "application/soap+xml")]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-16\"?><a>ä</a>", "utf-8", "application/xml")]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-16\"?><a>ä</a>", "utf-16be", "application/xml")]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-16\"?><a>ä</a>", "utf-16le", "application/xml")]
    [InlineData("<?xml version=\"1.0\" encoding=\"windows-1251\"?><a>ä</a>", "iso-8859-1", "application/xml; charset=iso-8859-1")]
    [InlineData("<!doctype html><meta charset=windows-1251><p>мир</p>", "windows-1251", "text/html")]
    [InlineData("<html><head><META http-equiv='Content-Type' content='text/html; charset=euc-jp'></head>日本", "euc-jp", "text/html")]
    [InlineData("<!-- <meta charset=utf-8> --><meta name=\"a\" charset=\"gb2312\">中文", "gb2312", "text/html;x=y")]
    [InlineData("<meta charset=utf-8>ä", "iso-8859-1", "text/html; charset=ISO-8859-1")]
    public void A_document_says_itself_what_it_is_in(string text, string charset, string? contentType)
    {
        Assert.True(Charsets.TryFind(charset, [], out var found));
        Assert.Equal(text, AnswerText.Read(found.GetBytes(text), contentType).Text);
    }

    [Theory]
    [InlineData("41E4", "", "it names no charset and is not UTF-8 (E4 at byte 2)")]
    [InlineData("41E4", "text/html", "it names no charset and is not UTF-8 (E4 at byte 2)")]
    [InlineData("41E442", "text/plain; charset=utf-8", "it is not in the charset \"utf-8\" that its Content-Type names (E4 at byte 2)")]
    [InlineData(
        "41C3A4",
        "text/plain; charset=us-ascii",
        "it is not in the charset \"us-ascii\" that its Content-Type names (C3 at byte 2)"
    )]
    [InlineData("41", "text/plain; charset=klingon", "the charset \"klingon\" that its Content-Type names is not known")]
    [InlineData("41", "text/plain; charset=utf-7", "the charset \"utf-7\" that its Content-Type names is not known")]
    [InlineData(
        "FF",
        "text/plain; charset=gb2312",
        "it is not in the charset \"gb2312\" that its Content-Type names, which has no letter for a byte of it"
    )]
    [InlineData(
        "D6D0D6",
        "text/plain; charset=gb2312",
        "it is not in the charset \"gb2312\" that its Content-Type names (D6 at byte 3, where it breaks off)"
    )]
    [InlineData(
        "FEFE",
        "text/plain; charset=gb2312",
        "it is not in the charset \"gb2312\" that its Content-Type names, which has no letter for a byte of it"
    )]
    [InlineData(
        "93FA96",
        "text/plain; charset=shift_jis",
        "it is not in the charset \"shift_jis\" that its Content-Type names (96 at byte 3, where it breaks off)"
    )]
    [InlineData(
        "C6FCCB",
        "text/plain; charset=euc-jp",
        "it is not in the charset \"euc-jp\" that its Content-Type names (CB at byte 3, where it breaks off)"
    )]
    [InlineData(
        "C7",
        "text/plain; charset=euc-kr",
        "it is not in the charset \"euc-kr\" that its Content-Type names (C7 at byte 1, where it breaks off)"
    )]
    [InlineData(
        "A4",
        "text/plain; charset=big5",
        "it is not in the charset \"big5\" that its Content-Type names (A4 at byte 1, where it breaks off)"
    )]
    [InlineData("D6D081", "text/plain; charset=gb18030", "it is not in the charset \"gb18030\" that its Content-Type names (81 at byte 3)")]
    [InlineData(
        "D6D0FF",
        "text/plain; charset=euc-kr",
        "it is not in the charset \"euc-kr\" that its Content-Type names, which has no letter for a byte of it"
    )]
    [InlineData(
        "41AA",
        "text/plain; charset=windows-1253",
        "it is not in the charset \"windows-1253\" that its Content-Type names, which has no letter for a byte of it"
    )]
    [InlineData("FFFE00D8", "text/plain", "it is not in the charset \"utf-16\" that its byte order mark says (00 D8 at byte 1)")]
    [InlineData("EFBBBFE4", "text/plain", "it is not in the charset \"utf-8\" that its byte order mark says (E4 at byte 1)")]
    public void What_is_no_text_of_its_charset_is_refused_with_its_name(string hex, string contentType, string objection)
    {
        var body = Convert.FromHexString(hex);
        var read = AnswerText.Read(body, contentType.Length == 0 ? null : contentType);
        Assert.Null(read.Text);
        Assert.Equal(objection, read.Objection);
        Assert.DoesNotContain('\uFFFD', AnswerText.Shown(body, read));
    }

    [Theory]
    [InlineData("{\"a\":\"ä\"}", "utf-8", "application/json; charset=iso-8859-1")]
    [InlineData("{\"a\":\"ä\"}", "iso-8859-1", "application/json; charset=iso-8859-1")]
    [InlineData("{\"a\":\"ä\"}", "utf-16le", "application/json")]
    [InlineData("{\"a\":\"ä\"}", "utf-16be", "application/json; charset=utf-8")]
    [InlineData("{\"a\":\"ä\"}", "utf-8", "application/json; charset=klingon")]
    [InlineData("{\"a\":\"ä\"}", "utf-8", "application/json; charset=utf-16")]
    public void JSON_is_UTF_8_unless_it_is_not(string json, string charset, string contentType)
    {
        Assert.True(Charsets.TryFind(charset, [], out var found));
        var read = AnswerJson.Parse(AnswerText.JsonOf(found.GetBytes(json), contentType));
        Assert.Equal("ä", read.Element?.GetProperty("a").GetString());
    }

    [Theory]
    [InlineData("text/plain; charset=gb2312", "\u00D6\u00D0", "<<response.text>>", "中")]
    [InlineData(
        "application/xml",
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\u00E4</a>",
        "'<<(xml.xpath response.text \"/a\")[0]>>'",
        "ä"
    )]
    [InlineData("text/html; charset=windows-1251", "<p>\u00EC</p>", "'<<(html.css response.text \"p\")[0]>>'", "м")]
    [InlineData("application/json; charset=shift_jis", "{\"a\":\"\u0093\u00FA\"}", "$.a", "日")]
    public async Task A_step_takes_letters_out_of_any_charset(string contentType, string body, string extraction, string expected)
    {
        await using var server = new LoopbackServer(
            $"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\n\r\n{body}"
        );
        var steps = $"  - step: A\n    request: GET <<api>>/\n    extract: {{ got: {extraction} }}";
        var happened = await ScenarioRun.Steps(steps).With("api", server.Address).RunAsync();
        happened.Passed();
        Assert.Equal(expected, happened.Extracted("got"));
    }

    [Theory]
    [InlineData("expect: { text: x }")]
    [InlineData("expect: { that: ['<<response.text == \"x\">>'] }")]
    [InlineData("extract: { got: <<response.text>> }")]
    [InlineData("extract: { got: { from: <<response.text>>, default: none } }")]
    public async Task A_step_that_needs_a_text_that_is_none_is_broken_and_names_the_charset(string more)
    {
        await using var server = new LoopbackServer(_ => Answers.Of(200, "\u00E4", "Content-Type: text/plain; charset=klingon"));
        var steps = $"  - step: A\n    request: GET <<api>>/\n    {more}";
        var happened = await ScenarioRun.Steps(steps).With("api", server.Address).RunAsync();
        Assert.Equal("PS4019", happened.Codes);
        Assert.Contains("klingon", happened.Problem.What + happened.Problem.Why, StringComparison.Ordinal);
    }

    private static async Task<byte[]?> Iconv(string text, string charset)
    {
        const string Program = "/usr/bin/iconv";
        if (!File.Exists(Program))
            return null;
        var start = new ProcessStartInfo(Program, ["-f", "UTF-8", "-t", charset])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var iconv = Process.Start(start)!;
        await iconv.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(text));
        iconv.StandardInput.Close();
        using var written = new MemoryStream();
        await iconv.StandardOutput.BaseStream.CopyToAsync(written);
        await iconv.WaitForExitAsync();
        Assert.True(iconv.ExitCode == 0, $"iconv does not know {charset}");
        return written.ToArray();
    }
}
