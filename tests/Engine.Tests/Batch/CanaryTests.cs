using System.Globalization;
using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Batch;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Reporting;
using PingOneScenarios.Engine.Reporting.Ordering;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Tests.Reporting;

namespace PingOneScenarios.Engine.Tests.Batch;

/// <summary>
/// Two hundred runs at a time, each with a variable, a cookie, a token and a secret of its own: none meets another's, at the server or in a
/// report. Three rounds; twenty with P1S_WHOLE=1.
/// </summary>
public sealed partial class CanaryTests
{
    private const int Runs = 200;

    private const string Scenario = """
        scenario: Canary
        inputs:
          api: { type: url }
          v: {}
          key: { secret: true }
        vars: { own: 'var-<<v>>' }
        steps:
          - step: Log in
            request: POST <<api>>/login?of=<<v>>
            json: { key: <<key>>, own: <<own>> }
            extract: { token: { from: $.token, secret: true }, seen: $.seen }
          - step: Wait
            request: GET <<api>>/wait?of=<<v>>
            headers: { X-Own: <<own>>, X-Seen: <<seen>> }
            auth: { bearer: <<token>> }
          - step: Go wrong now and then
            request: GET <<api>>/end?of=<<v>>
            auth: { bearer: <<token>> }
            expect: { json: { of: <<seen>>, isEven: true } }
        """;

    private static int Rounds => Environment.GetEnvironmentVariable("P1S_WHOLE") == "1" ? 20 : 3;

    [Fact]
    public async Task No_run_meets_what_is_another_s()
    {
        using var workspace = new Workspace();
        using var folder = new CanaryFolder(Scenario);
        await using var server = new CanaryServer();
        var ct = TestContext.Current.CancellationToken;
        var loaded = await workspace.LoadAsync(folder.Path, ct);
        Assert.DoesNotContain(loaded.Diagnostics, d => d.Severity == Severity.Error);
        for (var round = 0; round < Rounds; round++)
        {
            var texts = ReporterTable.Rows.ToDictionary(r => r.Name, _ => new StringWriter { NewLine = "\n" });
            IRunReport[] reports =
            [
                .. ReporterTable.Rows.Select(r =>
                    r.Create(new ReportSink(texts[r.Name], ReportText.Tool) { OpenSpool = () => new MemoryStream() })
                ),
            ];
            var ends = new List<BatchEnd>();
            // Some wait in memory, some in a file.
            using (var order = new RunOrder(new ObserverFanOut([.. reports]), ReportFiles.OpenSpool, 100_000))
            {
                var runner = new BatchRunner(new BatchWishes { Parallel = Runs }, order, ends.Add, null, TimeProvider.System);
                await runner.RunAsync(Items(loaded, server.Address, round), CancellationToken.None, ct);
            }
            foreach (var report in reports)
                report.Complete();
            Assert.Empty(server.Strangers);
            Assert.Equal(Enumerable.Range(0, Runs).Select(i => i % 2 == 0), ends.Select(e => e.HasPassed));
            foreach (var (kind, text) in texts)
                Check(kind, text.ToString(), round);
        }
    }

    private static IEnumerable<BatchItem> Items(LoadedScenario loaded, string api, int round)
    {
        for (var i = 0; i < Runs; i++)
        {
            var canary = $"c{round % 10}x{i}z";
            var settings = new RunSettings
            {
                RecordAll = true,
                Inputs = [new("api", api), new("v", canary), new("key", $"fake-key-of-{canary}")],
            };
            yield return new BatchItem(new Slot(i), (slot, ct) => loaded.BindAsync(settings with { Slot = slot }, ct));
        }
    }

    // Runs stand one after the other, so whatever is of one stands before all that is of the next.
    private static void Check(string kind, string text, int round)
    {
        Assert.DoesNotContain("fake-key-of-", text, StringComparison.Ordinal);
        Assert.DoesNotContain("fake-token-of-", text, StringComparison.Ordinal);
        var canaries = Canary().Matches(text).Select(m => (Round: Number(m.Groups[1].Value), Run: Number(m.Groups[2].Value))).ToList();
        Assert.All(canaries, c => Assert.Equal(round % 10, c.Round));
        if (kind is "html" or "markdown" or "curl")
            return;
        Assert.Equal(canaries.Select(c => c.Run).Order(), canaries.Select(c => c.Run));
        // Some kinds tell only of what did not pass.
        var told = canaries.Select(c => c.Run).Distinct().Count();
        Assert.InRange(told, kind is "json" or "events" or "har" ? Runs : Runs / 2, Runs);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"c(\d+)x(\d+)z")]
    private static partial Regex Canary();

    private sealed class CanaryFolder : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("p1s-canary-").FullName;

        public CanaryFolder(string scenario) => File.WriteAllText(Path, scenario);

        public string Path => System.IO.Path.Combine(folder, "canary.yaml");

        public void Dispose() => Directory.Delete(folder, recursive: true);
    }

    /// <summary>Knows whose each request is, and notes those with anything of another's.</summary>
    private sealed class CanaryServer : IAsyncDisposable
    {
        private readonly LoopbackServer server;

        public CanaryServer() => server = new LoopbackServer(Respond);

        public string Address => server.Address;

        public IEnumerable<string> Strangers =>
            server.Requests.Select(r => (r.Target, Text: r.Bytes)).Where(r => IsStrange(r.Target, r.Text)).Select(r => r.Text);

        public ValueTask DisposeAsync() => server.DisposeAsync();

        private static string CanaryOf(string target) => Canary().Match(target).Value;

        private static bool IsStrange(string target, string text)
        {
            var own = CanaryOf(target);
            var isLogin = target.StartsWith("/login", StringComparison.Ordinal);
            return Canary().Matches(text).Any(m => m.Value != own)
                || !isLogin && !text.Contains($"session=s-{own}", StringComparison.Ordinal)
                || !isLogin && !text.Contains($"Bearer fake-token-of-{own}", StringComparison.Ordinal);
        }

        private static string? Respond(Recorded request)
        {
            var own = CanaryOf(request.Target);
            if (request.Target.StartsWith("/login", StringComparison.Ordinal))
                return Answers.Json(
                    $"{{\"token\":\"fake-token-of-{own}\",\"seen\":\"{own}\"}}",
                    200,
                    $"Set-Cookie: session=s-{own}; Path=/"
                );
            Thread.Sleep(own[^2] % 5);
            var isEven = (own[^2] - '0') % 2 == 0;
            return Answers.Json($"{{\"of\":\"{own}\",\"isEven\":{(isEven ? "true" : "false")}}}");
        }
    }
}
