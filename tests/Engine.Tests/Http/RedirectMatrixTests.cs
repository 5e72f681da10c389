using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>Every status of a redirect over every border with everything a request can carry (trust rule 5): tests/cases/redirects.txt.</summary>
public sealed class RedirectMatrixTests
{
    private const string Marker = "Carried-Qz7Kx9Wv3";

    private static readonly TestAuthority Authority = new("Redirects");
    private static readonly X509Certificate2 Certificate = Authority.Issue("127.0.0.1");
    private static readonly TlsProfile? Trusting = Authority.Profile;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static IReadOnlyList<(string Case, string Expected)> Cases { get; } =
    [.. CaseTable.Read("redirects.txt").Select(r => r.Data.Item2).Select(parts => (parts[0], parts[1]))];

    [Fact]
    public async Task Rule_5_nothing_is_carried_across_an_origin()
    {
        var (wrong, carried) = (new List<string>(), 0);
        foreach (var (written, expected) in Cases)
        {
            var outcome = await FollowAsync(written.Split(' '), (tools, state) => new RedirectLoop(tools, state));
            if (outcome != expected)
                wrong.Add($"{written} ⇒ {outcome}, not {expected}");
            if (outcome == "kept" && !written.Contains(" same ", StringComparison.Ordinal))
                carried++;
        }
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"redirects {Cases.Count}, carried across an origin {carried}, not as said {wrong.Count}"
        );
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(0, carried);
        Assert.True(Cases.Count >= 120, $"only {Cases.Count} redirects");
    }

    /// <summary>The test of the test: the same redirects where everything may cross an origin.</summary>
    [Fact]
    public async Task Without_the_guard_the_same_redirects_do_carry_it()
    {
        var carried = 0;
        foreach (var written in Cases.Select(c => c.Case).Where(c => !c.Contains(" same ", StringComparison.Ordinal)))
        {
            if (await FollowAsync(written.Split(' '), (tools, state) => new OpenRedirects(tools, state)) == "kept")
                carried++;
        }
        TestContext.Current.TestOutputHelper!.WriteLine($"without the guard {carried} are carried across an origin");
        Assert.True(carried >= 40, $"only {carried} are carried without the guard: the listener does not see them");
    }

    private static async Task<string> FollowAsync(string[] words, Func<RunTools, RunState, RedirectLoop> loop)
    {
        var (status, border, carrier) = (int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture), words[1], words[2]);
        await using var away = new LoopbackServer(_ => Answers.Empty(204), Certificate);
        var to = "";
        await using var home = new LoopbackServer(
            r =>
                r.Target.StartsWith("/start", StringComparison.Ordinal)
                    ? Answers.Redirect(status, to, $"Set-Cookie: sid={(carrier == "Cookie" ? Marker : "none")}; Path=/")
                    : Answers.Empty(204),
            Certificate
        );
        var from = border == "scheme" ? $"https://127.0.0.1:{home.Port}" : home.Address;
        var target = border switch
        {
            "port" => away.Address,
            "host" => $"http://other.example:{home.Port}",
            "scheme" => home.Address,
            "upgrade" => $"https://127.0.0.1:{away.Port}",
            _ => home.Address,
        };
        to = target + "/target";
        var grants = new[] { from, target }
            .Select(Of)
            .Aggregate(Grants.None, (granted, origin) => granted.With(origin))
            .WithPrivate("other.example")
            .By(Trusting, HttpChoice.Negotiated, Proxies.None);
        using var sender = new HttpSender(TimeProvider.System, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
        var world = new FunctionWorld(TimeProvider.System, RandomSource.System);
        // Of a plan nothing but what the operator granted is looked at here.
        var plan = new GrantedPlan(null!, grants, []);
        var state = new RunState(world, plan, Budgets.Usual);
        var tools = RunTools.For(new RunSetup(world, sender, plan, new Deaf()), state);
        try
        {
            await loop(tools, state).SendAsync(Request(from, carrier), new SendTrail(tools, state), null, Ct);
        }
        catch (DiagnosticException e) when (e.Diagnostic.What.Contains("trust rule 5", StringComparison.Ordinal))
        {
            return home.Requests.Count == 1 && away.Requests.Count == 0 ? "refused" : "refused too late";
        }
        var arrived = Assert.Single(home.Requests.Concat(away.Requests), r => r.Target.StartsWith("/target", StringComparison.Ordinal));
        return arrived.Bytes.Contains(Marker, StringComparison.Ordinal) ? "kept" : "dropped";
    }

    private static RenderedRequest Request(string from, string carrier) =>
        new()
        {
            Method = carrier == "body" ? "POST" : "GET",
            Address = RenderedText.Literal(carrier == "query" ? $"{from}/start?q={Marker}" : $"{from}/start"),
            Headers = carrier switch
            {
                "Authorization" => [new RenderedField(carrier, RenderedText.Literal("Bearer " + Marker))],
                "X-Api-Key" => [new RenderedField(carrier, RenderedText.Literal(Marker))],
                "Referer" => [new RenderedField(carrier, RenderedText.Literal("https://fake.example/" + Marker))],
                _ => ImmutableArray<RenderedField>.Empty,
            },
            Body =
                carrier == "body"
                    ? new RenderedBody(Encoding.UTF8.GetBytes(Marker), RenderedText.Literal("text/plain"), () => Marker, LabelSet.None)
                    : null,
            Timeout = TimeSpan.FromSeconds(10),
            Redirects = 5,
            Span = new SourceText("scenario.yaml", "request").Beginning,
        };

    private static Origin Of(string address) =>
        Origin.TryParse(address, out var origin, out var reason) ? origin : throw new InvalidOperationException(reason);

    private sealed class OpenRedirects(RunTools tools, RunState state) : RedirectLoop(tools, state)
    {
        protected override RenderedRequest AcrossOrigins(RenderedRequest request, RenderedRequest next) => next;
    }

    private sealed class Deaf : IRunObserver
    {
        public void Observe(RunEvent happened) { }
    }
}
