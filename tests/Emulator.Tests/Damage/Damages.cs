using System.Text;

namespace PingOneScenarios.Emulator.Tests.Damage;

/// <summary>Ways to damage a request, one a row.</summary>
internal static class Damages
{
    /// <summary>Each is no text, or none that everybody reads alike.</summary>
    public static readonly string[] JsonTexts =
    [
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"a\\ud800b\"",
        "\"\\ud83d\\ud83d\"",
        "\"\u00ff\"",
        "\"\u00c0\u0080\"",
        "\"\u00e0\u0080\u0080\"",
        "\"\u00ed\u00a0\u0080\"",
        "\"\u00f5\u0080\u0080\u0080\"",
        "\"\u00f0\u009f\"",
        "\"\\u0000\"",
        "\"a\0b\"",
        "\"\\x41\"",
        "\"\\u12\"",
        "1e999",
        "-1e999",
        "1e-999",
        "99999999999999999999999999999999",
        "NaN",
        "01",
        "{}",
        "[]",
        "[null]",
        "{\"a\":1,\"a\":2}",
        "true",
        "null",
        "0.5",
        "\"\"",
        "\" \"",
    ];

    public static readonly string[] PercentTexts =
    [
        "%ff",
        "%c0%80",
        "%ed%a0%80",
        "%f5%80%80%80",
        "%00",
        "%zz",
        "%",
        "%f",
        "%25ff",
        "%0d%0a",
        "+",
        "%e2%82",
    ];

    public static readonly string[] PathTexts =
    [
        "%ff",
        "%c0%80",
        "%ed%a0%80",
        "%e2%82",
        "%2f",
        "%25",
        "%20",
        "..",
        "a%0d%0ab",
        "%00",
        "%zz",
        "*",
        ";x=1",
    ];

    public static readonly string[] HeaderTexts =
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer \u00ff",
        "Bearer \u00c0\u0080",
        "Basic",
        "Basic !!!",
        "Basic /w==",
        "Basic OjA=",
        "Basic AAAA",
        "Digest x",
        "\"",
        "\u0001",
        "\t",
        "\u00e9",
    ];

    public static readonly string[] ContentTypes =
    [
        "",
        "text/plain",
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/json; charset=utf-16",
        "application/vnd.pingidentity.+json",
        "application/vnd.pingidentity.x+json",
        "application/vnd.pingidentity+json",
        "application/vnd.pingidentity.session.reset+json",
        "image/png",
        ";",
        "\u00ff",
        "/",
    ];

    private static readonly string[] Names =
    [
        "limit",
        "cursor",
        "filter",
        "flowId",
        "client_id",
        "state",
        "redirect_uri",
        "max_age",
        "scope",
        "nonce",
    ];
    private static readonly string[] Cookies = ["ST", "ST-NO-SS", "FLOW-BINDING"];
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "X", "get"];

    private static readonly Func<Damaged, Random, Damaged>[] Rows =
    [
        (sent, random) => sent.With("") with { ContentType = sent.ContentType },
        (sent, random) => sent with { Body = Cut(sent.Body, random) },
        (sent, random) => sent with { Body = Flip(sent.Body, random) },
        (sent, random) => sent with { Body = [0xef, 0xbb, 0xbf, .. sent.Body] },
        (sent, random) => sent with { Body = Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(sent.Body)) },
        (sent, random) => sent with { Body = Encoding.Latin1.GetBytes(OneOf(JsonTexts, random)) },
        (sent, random) => sent with { Body = InPlaceOfAValue(sent.Body, random) },
        (sent, random) => sent with { Body = InPlaceOfAName(sent.Body, random) },
        (sent, random) => sent with { Body = InPlaceOfAField(sent.Body, random) },
        (sent, random) => sent.With(new string('[', 20_000)),
        (sent, random) => sent.With(string.Concat(Enumerable.Repeat("{\"a\":", 20_000))),
        (sent, random) => sent.With("{\"name\":\"" + new string('x', 300_000) + "\"}"),
        (sent, random) => sent.With(new string('&', 5_000) + "a=b&a=c"),
        (sent, random) => sent with { ContentType = OneOf(ContentTypes, random) },
        (sent, random) => sent with { Query = $"?{OneOf(Names, random)}={OneOf(PercentTexts, random)}" },
        (sent, random) => sent with { Query = $"{(sent.Query.Length > 0 ? sent.Query : "?x=1")}&{OneOf(PercentTexts, random)}=1" },
        (sent, random) => sent with { Query = "?" + string.Join('&', Enumerable.Range(0, 500).Select(i => $"p{i}={i}")) },
        (sent, random) => sent with { Path = InPlaceOfAPart(sent.Path, random) },
        (sent, random) => sent with { Path = sent.Path + "/" + OneOf(PathTexts, random) },
        (sent, random) => sent with { Headers = [("Authorization", OneOf(HeaderTexts, random))] },
        (sent, random) => sent with { Headers = [.. sent.Headers, ("Authorization", OneOf(HeaderTexts, random))] },
        (sent, random) => sent with { Headers = [.. sent.Headers, ("Cookie", $"{OneOf(Cookies, random)}={OneOf(PercentTexts, random)}")] },
        (sent, random) => sent with { Headers = [.. sent.Headers, ("Cookie", OneOf(HeaderTexts, random))] },
        (sent, random) => sent with { Headers = [.. sent.Headers, ("X-HTTP-Method-Override", OneOf(HeaderTexts, random))] },
        (sent, random) => sent with { Headers = [.. sent.Headers, ("X-Ping-External-Session-ID", OneOf(HeaderTexts, random))] },
        (sent, random) => sent with { Method = OneOf(Methods, random) },
    ];

    /// <summary>One or two of the rows at once.</summary>
    public static Damaged Damage(Damaged request, Random random)
    {
        var damaged = OneOf(Rows, random)(request, random);
        return random.Next(4) == 0 ? OneOf(Rows, random)(damaged, random) : damaged;
    }

    private static T OneOf<T>(T[] values, Random random) => values[random.Next(values.Length)];

    private static byte[] Cut(byte[] body, Random random) => body[..random.Next(body.Length + 1)];

    private static byte[] Flip(byte[] body, Random random)
    {
        var flipped = body.ToArray();
        for (var i = random.Next(3); i >= 0 && flipped.Length > 0; i--)
            flipped[random.Next(flipped.Length)] = (byte)random.Next(256);
        return flipped;
    }

    // Between a colon and the comma or brace behind it.
    private static byte[] InPlaceOfAValue(byte[] body, Random random) => Replace(body, random, ':', ",}", OneOf(JsonTexts, random));

    private static byte[] InPlaceOfAName(byte[] body, Random random) => Replace(body, random, ',', ":", OneOf(JsonTexts, random));

    private static byte[] InPlaceOfAField(byte[] body, Random random) => Replace(body, random, '=', "&", OneOf(PercentTexts, random));

    private static byte[] Replace(byte[] body, Random random, char before, string behind, string damage)
    {
        var text = Encoding.Latin1.GetString(body);
        var starts = Enumerable.Range(0, text.Length).Where(i => text[i] == before).ToArray();
        if (starts.Length == 0)
            return Encoding.Latin1.GetBytes(text + damage);
        var start = OneOf(starts, random) + 1;
        var end = text.IndexOfAny(behind.ToCharArray(), start);
        return Encoding.Latin1.GetBytes(text[..start] + damage + (end < 0 ? "" : text[end..]));
    }

    private static string InPlaceOfAPart(string path, Random random)
    {
        var parts = path.Split('/');
        parts[random.Next(1, Math.Max(2, parts.Length))] = OneOf(PathTexts, random);
        return string.Join('/', parts);
    }
}
