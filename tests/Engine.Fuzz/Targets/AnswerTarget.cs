using System.IO.Compression;
using System.Text;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Http.Answers;
using PingOneScenarios.Engine.Http.Cookies;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Fuzz.Targets;

/// <summary>An answer: Content-Encoding, Set-Cookie, Retry-After, Location and Content-Type on a line each, the body below.</summary>
internal static class AnswerTarget
{
    private const int Limit = 1 << 20;

    private static readonly Uri From = new("https://api.example.com/v1/users/a");
    private static readonly SettledRetry Retries = SettledRetry.Of(
        new RetryPolicy { Span = FuzzWorld.Located("retry").Whole, Attempts = 9 },
        "GET"
    );

    private static readonly RenderedRequest Request = new()
    {
        Method = "GET",
        Address = RenderedText.Literal(From.AbsoluteUri),
        Timeout = TimeSpan.FromSeconds(1),
        Span = FuzzWorld.Located("GET").Whole,
    };

    public static FuzzTarget Row { get; } =
        new(
            "answer",
            "decoded within its limits; JSON read strictly or refused; cookies only to their origin; no pause below nothing or above the longest; .NET and the trust rules agree on a redirect's host",
            () => [.. Seeds],
            [
                .. "gzip deflate br identity , ; = ST=abc Path=/ Domain=example.com Domain=.com Max-Age=0 Max-Age=99999999999 Expires=Thu,_01_Jan_1970_00:00:00_GMT Secure HttpOnly 120 -1 99999999999999999999 Thu,_01_Jan_2099_00:00:00_GMT //evil.example/ https:evil ../.. \\\\evil https://api.example.com@evil/ http:// ?code= # { } [ ] \" : null 1e999 \\ud800 \\u0000 charset=iso-8859-1 charset=utf-7 charset=gb2312 charset=shift_jis charset=iso-2022-jp charset=utf-16 <meta_charset=big5> 1e99999 \uFEFF".Split(
                    ' '
                ),
            ],
            Run
        );

    private static IEnumerable<byte[]> Seeds
    {
        get
        {
            var body = "{\"id\":\"a\",\"n\":[1,2.50,null]}"u8.ToArray();
            yield return [.. "\nST=abc; Path=/v1; HttpOnly\n120\n/v1/next?code=a\napplication/json\n"u8, .. body];
            yield return
            [
                .. "gzip\nA=1; Max-Age=9; Secure\nThu, 01 Jan 2026 00:00:00 GMT\nhttps://b.example/\n\n"u8,
                .. Packed(s => new GZipStream(s, CompressionLevel.Fastest), body),
            ];
            yield return [.. "deflate\n\n\n\n\n"u8, .. Packed(s => new ZLibStream(s, CompressionLevel.Fastest), body)];
            yield return [.. "br\n\n\n\n\n"u8, .. Packed(s => new BrotliStream(s, CompressionLevel.Fastest), body)];
            yield return [.. "gzip\n\n\n\n\n"u8, .. Packed(s => new GZipStream(s, CompressionLevel.Fastest), new byte[1 << 18])];
        }
    }

    private static string Run(byte[] input)
    {
        var head = FuzzWorld.Lines(Encoding.Latin1.GetString(input), 6);
        var body = Encoding.Latin1.GetBytes(head[5]);
        // What HTTP cannot bring does not come: .NET refuses an answer with a line end or a NUL in a header.
        var lines = head[..5]
            .Select(l => l.Replace("\r", "", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal))
            .ToArray();
        if (AnswerDecoder.Decode(body, [lines[0]], Limit, out var failure) is not { } decoded)
        {
            FuzzFailureException.Unless(failure is { Reason.Length: > 0 }, "no body and no reason");
            return failure!.Failure.ToString() + failure.Reason.Length;
        }
        FuzzFailureException.Unless(failure is null, "a body and a failure");
        FuzzFailureException.Unless(decoded.Length <= Limit || decoded.Length == body.Length, "more than its limits");
        return $"{Read(Exchange(lines, decoded))} {Cookies(lines[1])} {Pause(lines[2])} {Redirect(lines[3])}";
    }

    private static string Read(HttpExchange exchange)
    {
        _ = exchange.ShownText;
        FuzzFailureException.Unless(
            (exchange.Text is null) == (exchange.TextObjection is not null),
            "a text that is neither read nor refused"
        );
        _ = AnswerSecrets.Of(exchange).Count;
        if (exchange.Json is not { } root)
            return exchange.JsonObjection is null ? "text" : "refused" + exchange.JsonObjection.Length;
        FuzzFailureException.Unless(exchange.JsonObjection is null, "JSON that is read and refused");
        _ = Values.ValueJson.WriteJson(Values.ValueJson.From(root));
        return root.ValueKind.ToString();
    }

    private static string Cookies(string field)
    {
        var jar = new CookieJar(FuzzWorld.Clock);
        jar.Keep(Exchange(["", field, "", "", ""], []), From);
        foreach (
            var other in (string[])
                ["http://api.example.com/v1/", "https://api.example.com:8443/v1/", "https://example.com/v1/", "https://b.example.com/v1/"]
        )
            FuzzFailureException.Unless(jar.HeaderFor(new Uri(other)) is null, $"the cookie goes to {other}");
        var sent = jar.HeaderFor(From);
        FuzzFailureException.Unless(
            sent is null
                || field.StartsWith(sent.Split('=')[0].Trim(), StringComparison.Ordinal)
                || field.TrimStart().StartsWith(sent.Split('=')[0], StringComparison.Ordinal),
            "a cookie nobody set"
        );
        return sent is null ? "-" : "c";
    }

    private static string Pause(string field)
    {
        var schedule = new RetrySchedule(Retries, TimeSpan.Zero, FuzzWorld.Clock, RandomSource.Seeded("fuzz"));
        var pause = schedule.PauseAfter(1, field.Length == 0 ? null : field, Retries.Every)!.Value;
        FuzzFailureException.Unless(pause >= TimeSpan.Zero && pause <= Retries.LongestPause, $"a pause of {pause}");
        return pause == Retries.LongestPause ? "L" : "s";
    }

    private static string Redirect(string location)
    {
        if (WebAddress.Resolve(location, From.AbsoluteUri) is not { } to)
            return "no address";
        if (!to.IsWeb)
            return "foreign";
        var next = to.Address;
        FuzzFailureException.Unless(next.All(c => c is > ' ' and <= '~') && !next.Contains('#'), $"an address that cannot be sent: {next}");
        if (!Origin.TryParse(next, out var origin, out var reason))
            return reason;
        var sent = new Uri(next);
        FuzzFailureException.Unless(
            sent.UserInfo.Length == 0
                && sent.Port == origin.Port
                && sent.Scheme == origin.Scheme
                && (sent.IdnHost == origin.Host || sent.Host == origin.Host),
            $"the rules see {origin}, .NET dials {sent.Host}:{sent.Port}"
        );
        return origin.Host == From.Host ? "same" : "other";
    }

    private static HttpExchange Exchange(string[] lines, byte[] body) =>
        new()
        {
            Request = Request,
            Version = System.Net.HttpVersion.Version11,
            Status = 200,
            Reason = "OK",
            Headers = [new("Set-Cookie", lines[1]), new("Location", lines[3]), new("Content-Type", lines[4])],
            CookieOctets = [lines[1]],
            Body = body,
            BytesReceived = body.Length,
            Duration = TimeSpan.Zero,
            Phases = new ExchangePhases { Began = default },
        };

    private static byte[] Packed(Func<Stream, Stream> pack, byte[] body)
    {
        var packed = new MemoryStream();
        using (var stream = pack(packed))
            stream.Write(body);
        return packed.ToArray();
    }
}
