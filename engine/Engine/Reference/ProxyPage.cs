using System.Text;

namespace PingOneScenarios.Engine.Reference;

/// <summary>How requests go by a proxy, as Markdown.</summary>
internal static class ProxyPage
{
    public const string Heading = "Proxies";

    private static readonly (string Variable, string Meaning)[] Variables =
    [
        (
            "HTTP_PROXY",
            "The proxy of requests to `http://`. Refused while `REQUEST_METHOD` is set: a web server may have made it of a header."
        ),
        ("HTTPS_PROXY", "The proxy of requests to `https://`, which go through a tunnel (CONNECT)."),
        (
            "NO_PROXY",
            "Who is reached directly, with commas between: `example.com` is the host and all below it, `.example.com` and `*.example.com` "
                + "only those below it, `192.0.2.1` an address, `192.0.2.0/24` a network, each host and address also with a port "
                + "(`example.com:8443`), `*` everybody."
        ),
    ];

    private static readonly string[] Rules =
    [
        "The variables mean what they mean to programs in Go (golang.org/x/net/http/httpproxy). Each also counts in small letters; the "
            + "one in capitals comes first.",
        "A proxy is `http://host:port`, `https://host:port` or `socks5://host:port`, with `user:password@` before the host when it asks for "
            + "them (`%40` is an @ in a password). `host:port` alone is http. The ports are 80, 443 and 1080 unless said otherwise.",
        "This machine is never reached by a proxy: `localhost`, 127.0.0.0/8, `[::1]`, and with them the emulator.",
        "A variable that names no proxy is an error of the requests it is for (PS4015), and so is a proxy that fails; nothing goes round it.",
        "A proxy looks up the names of servers itself, so the addresses they lead to are not looked at.",
        "curl differs: it does not know `HTTP_PROXY` in capitals; it knows `ALL_PROXY`, which means nothing here; in `NO_PROXY` it takes "
            + "`.example.com` for the host too and spaces for commas, and knows neither ports, nor `*.example.com`, nor `*` beside others; and "
            + "it reaches this machine by a proxy unless `NO_PROXY` names it.",
    ];

    public static void Append(StringBuilder page)
    {
        page.Append("Variables of the process say which requests go by a proxy; no key of a file does.\n\n");
        MarkdownPieces.AppendHead(page, "variable", "meaning");
        foreach (var (variable, meaning) in Variables)
            MarkdownPieces.AppendRow(page, $"`{variable}`", meaning);
        page.Append('\n');
        foreach (var rule in Rules)
            page.Append("- ").Append(rule).Append('\n');
        page.Append('\n');
    }
}
