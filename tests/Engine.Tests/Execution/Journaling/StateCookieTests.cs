using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Http.Cookies;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Execution.Journaling;

public sealed class StateCookieTests
{
    private static readonly string[] Addresses =
    [
        "https://a.example/",
        "https://a.example/p/q",
        "https://a.example:8443/",
        "http://a.example/",
        "https://www.a.example/",
    ];

    [Fact]
    public void A_jar_comes_back_with_what_its_cookies_were_got_with()
    {
        var (bench, clock) = (new StateBench(), new HandClock());
        var (before, after) = (new CookieJar(clock), new CookieJar(clock));
        var (first, second) = (bench.Before.Label("one", "fake-one"), bench.Before.Label("two", "fake-two"));
        Set(before, "https://a.example/p/q", first, "a=1; Path=/p", "b=\"q\\é\u0080ÿ\"; Max-Age=60", "alone", "a=2; Path=/", "=none");
        Set(before, "https://a.example/", second, "c=3; Domain=.a.example; Expires=Wed, 21 Oct 2099 07:28:00 GMT");
        Set(before, "https://a.example:8443/", LabelSet.None, "d=4");
        Set(before, "http://a.example/", first, "gone=1; Max-Age=0");
        Set(after, "https://stale.example/", LabelSet.None, "old=1");
        Through(bench, before, after);
        Assert.Null(after.HeaderFor(new Uri("https://stale.example/")));
        foreach (var pause in (int[])[0, 61])
        {
            clock.Pass(TimeSpan.FromSeconds(pause));
            foreach (var address in Addresses.Select(a => new Uri(a)))
            {
                Assert.Equal(before.Unsent(address), after.Unsent(address));
                Assert.Equal(before.HeaderFor(address), after.HeaderFor(address));
                Assert.Equal(StateBench.Names(before.LabelsFor(address)), StateBench.Names(after.LabelsFor(address)));
            }
        }
    }

    [Fact]
    public void Every_change_raises_the_version_and_nothing_else_does()
    {
        var clock = new HandClock();
        var jar = new CookieJar(clock);
        var version = jar.Version;
        void Changes(bool isOne)
        {
            Assert.Equal(isOne, jar.Version != version);
            version = jar.Version;
        }
        Set(jar, "https://a.example/", LabelSet.None);
        Changes(false);
        Set(jar, "https://a.example/", LabelSet.None, "a=1; Domain=b.example");
        Changes(false);
        Set(jar, "https://a.example/", LabelSet.None, "a=1; Max-Age=60");
        Changes(true);
        jar.HeaderFor(new Uri("https://a.example/"));
        Changes(false);
        clock.Pass(TimeSpan.FromSeconds(61));
        jar.HeaderFor(new Uri("https://a.example/"));
        Changes(true);
    }

    [Fact]
    public void Withheld_cookies_are_left_out()
    {
        var (bench, clock) = (new StateBench(withholds: true), new HandClock());
        var (before, after) = (new CookieJar(clock), new CookieJar(clock));
        Set(before, "https://a.example/", bench.Before.Label("one", "fake-one"), "session=fake-session");
        Set(after, "https://a.example/", LabelSet.None, "own=1");
        Through(bench, before, after);
        Assert.Equal("own=1", after.HeaderFor(new Uri("https://a.example/")));
        Assert.DoesNotContain("fake", bench.Text, StringComparison.Ordinal);
    }

    private static void Through(StateBench bench, CookieJar before, CookieJar after) =>
        bench.Through(
            json => bench.Writer.WriteCookies(json, before),
            json =>
            {
                bench.Reader.ReadCookies(json, after);
                return 0;
            }
        );

    private static void Set(CookieJar jar, string address, LabelSet labels, params string[] fields) =>
        jar.Keep(
            new HttpExchange
            {
                Request = new RenderedRequest
                {
                    Method = "GET",
                    Address = RenderedText.Literal(address),
                    Timeout = TimeSpan.FromSeconds(1),
                    Span = new SourceText("", "").Beginning,
                },
                Version = new Version(1, 1),
                Status = 200,
                Reason = "OK",
                Headers = [],
                CookieOctets = [.. fields],
                Body = Array.Empty<byte>(),
                BytesReceived = 0,
                Duration = TimeSpan.Zero,
                Phases = new ExchangePhases { Began = default },
                SessionLabels = labels,
            },
            new Uri(address)
        );
}
