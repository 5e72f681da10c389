namespace PingOneScenarios.Engine.Http.Answers;

/// <summary>The code pages of .NET by the names servers give to charsets; made when the first of them is asked for.</summary>
internal static class CodePages
{
    public const int Gb18030 = 54936;
    public const int Macintosh = 10000;

    private const int Gbk = 936;
    private const int UnifiedHangul = 949;
    private const int Windows1252 = 1252;

    private static readonly Dictionary<string, int> ByName = Table();

    /// <summary>Null for a name that is not in the table; case does not count.</summary>
    public static int? Find(string name) => ByName.TryGetValue(name, out var page) ? page : null;

    private static Dictionary<string, int> Table()
    {
        var pages = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        Add(
            pages,
            Windows1252,
            "iso-8859-1",
            "iso8859-1",
            "iso_8859-1",
            "iso88591",
            "latin1",
            "latin-1",
            "l1",
            "cp1252",
            "x-cp1252",
            "cp819",
            "ibm819"
        );
        Add(pages, Gbk, "gb2312", "gb_2312", "gb_2312-80", "gbk", "x-gbk", "cp936", "ms936", "euc-cn", "chinese", "csgb2312", "iso-ir-58");
        Add(pages, 950, "big5", "big-5", "cn-big5", "x-x-big5", "csbig5", "cp950");
        Add(pages, 932, "shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms_kanji", "ms932", "cp932", "csshiftjis");
        Add(pages, 51932, "euc-jp", "eucjp", "x-euc-jp", "cseucpkdfmtjapanese");
        Add(
            pages,
            UnifiedHangul,
            "euc-kr",
            "euckr",
            "cseuckr",
            "ks_c_5601-1987",
            "ks_c_5601-1989",
            "ksc5601",
            "ksc_5601",
            "korean",
            "windows-949",
            "cp949",
            "uhc"
        );
        Add(pages, 874, "windows-874", "tis-620", "iso-8859-11", "iso8859-11", "dos-874", "cp874");
        Add(pages, 866, "ibm866", "cp866", "866");
        Add(pages, 20866, "koi8-r", "koi8", "koi", "koi8_r");
        Add(pages, 21866, "koi8-u", "koi8-ru");
        Add(pages, Macintosh, "macintosh", "mac", "x-mac-roman");
        Add(pages, 10007, "x-mac-cyrillic", "x-mac-ukrainian");
        Add(pages, Gb18030, "gb18030");
        for (var part = 0; part <= 8; part++)
            Add(pages, 1250 + part, $"windows-125{part}", $"cp125{part}", $"x-cp125{part}");
        foreach (var part in new[] { 2, 3, 4, 5, 6, 7, 8, 9, 13, 15 })
            Add(pages, 28590 + part, $"iso-8859-{part}", $"iso8859-{part}", $"iso_8859-{part}", $"iso8859{part}");
        Add(pages, 38598, "iso-8859-8-i", "logical");
        Add(pages, 28592, "latin2", "l2");
        Add(pages, 28605, "latin9", "latin-9", "l9");
        Add(pages, 1254, "iso-8859-9", "iso8859-9", "latin5", "l5");
        return pages;
    }

    private static void Add(Dictionary<string, int> pages, int page, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            pages[name] = page;
    }
}
