using System.Collections.Immutable;
using System.Diagnostics;
using HdrHistogram;
using PingOneScenarios.Cli.Load;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Batch.Load;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Tests.Load;

/// <summary>A load of real runs against a server of this machine.</summary>
public sealed class LoadRunTests : IDisposable
{
    private const string Scenario = """
        scenario: Ping
        inputs:
          api: { type: url }
        steps:
          - step: Ping
            request: GET <<api>>/ping
            expect: { status: 200 }
        """;

    private readonly StringWriter output = new() { NewLine = "\n" };
    private readonly StringWriter error = new() { NewLine = "\n" };
    private readonly List<RunEvent> reported = [];
    private CancellationToken stop = TestContext.Current.CancellationToken;

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public async Task A_server_that_stalls_shows_in_an_open_load_and_hides_in_a_closed_one()
    {
        var open = await StalledAsync(new LoadPlan(LoadModel.Open, 50, 50, TimeSpan.Zero, TimeSpan.FromSeconds(4)) { MostRunning = 1000 });
        var closed = await StalledAsync(new LoadPlan(LoadModel.Closed, 2, 2, TimeSpan.Zero, TimeSpan.FromSeconds(4)));
        Assert.Equal((200L, 200L, 0L), (open.All.Intended, open.All.Ended, open.All.Failed));
        // Half of the four seconds lie in the stall: who wanted to begin in it waited up to two seconds.
        Assert.InRange(open.All.Latency.P90.TotalMilliseconds, 1000, 2200);
        Assert.InRange(open.All.Latency.Max.TotalMilliseconds, 1800, 3000);
        // Two runs waited, the others did not exist.
        Assert.True(closed.All.Latency.P90.TotalMilliseconds < 300, $"{closed.All.Latency}");
        Assert.InRange(closed.All.Latency.Max.TotalMilliseconds, 1500, 3000);
    }

    [Fact]
    public async Task Starts_that_find_no_room_add_up_and_fail_the_command()
    {
        var (code, load) = await RunAsync(
            new LoadPlan(LoadModel.Open, 100, 100, TimeSpan.Zero, TimeSpan.FromSeconds(2)) { MostRunning = 4 },
            [],
            _ => Slow(TimeSpan.FromMilliseconds(200))
        );
        Assert.Equal(1, code);
        Assert.Equal(200, load.All.Intended);
        Assert.Equal(200, load.All.Ended + load.All.Dropped);
        Assert.InRange(load.All.Dropped, 100, 180);
        Assert.Equal(load.All.Dropped, load.Moments.Sum(m => m.Dropped));
        Assert.Contains("starts found no room", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("--limit dropped=1%", error.ToString(), StringComparison.Ordinal);
        Assert.IsType<LoadFinished>(Assert.Single(reported));
    }

    [Theory]
    [InlineData("p95=10m", 0)]
    [InlineData("p95=0.01ms", 1)]
    [InlineData("failures=60%", 0)]
    [InlineData("failures=10%", 1)]
    [InlineData("rate=1/s", 1)]
    [InlineData("rate=1000/s", 1)]
    public async Task Limits_decide_the_exit_code(string limit, int expected)
    {
        var count = 0;
        var (code, load) = await RunAsync(
            new LoadPlan(LoadModel.Closed, 2, 2, TimeSpan.Zero, TimeSpan.FromSeconds(1)),
            [LimitOf(limit)],
            // Every other run fails where that is judged, or shows that it is not allowed without saying so.
            _ =>
                Answer(
                    limit.StartsWith("p95", StringComparison.Ordinal) || Interlocked.Increment(ref count) % 2 == 0 ? "200 OK" : "503 Busy"
                )
        );
        Assert.Equal(expected, code);
        var judged = Assert.Single(load.Limits);
        Assert.Equal(judged.IsMissed, error.ToString().Contains("PS5007", StringComparison.Ordinal));
        Assert.Equal(judged.IsMissed, output.ToString().Contains("✗ missed", StringComparison.Ordinal));
        if (load.All.Failed > 0)
        {
            Assert.Equal(("Ping", load.All.Failed), (load.Errors[0].Step!.Title.Text, load.Errors[0].Count));
            Assert.Equal(Math.Min(100, load.All.Failed), reported.OfType<RunFinished>().LongCount());
        }
    }

    [Fact]
    public async Task One_who_ends_it_gets_what_there_is()
    {
        using var quit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        stop = quit.Token;
        var (code, load) = await RunAsync(
            new LoadPlan(LoadModel.Closed, 2, 2, TimeSpan.Zero, TimeSpan.FromMinutes(5)),
            [],
            _ => Answer("200 OK")
        );
        Assert.Equal(130, code);
        Assert.True(load.IsCut);
        Assert.True(load.All.Ended > 0);
        Assert.Equal(0, load.All.Failed);
    }

    [Fact]
    public async Task The_times_of_each_second_are_logged()
    {
        var log = new HistogramLog(TimeProvider.System);
        using var text = new StringWriter();
        var report = log.AsReport().Create(ScenarioReports.SinkOf(text));
        var (_, load) = await RunAsync(
            new LoadPlan(LoadModel.Open, 20, 20, TimeSpan.Zero, TimeSpan.FromSeconds(3)) { MostRunning = 100 },
            [],
            _ => Answer("200 OK"),
            log
        );
        report.Complete();
        using var reader = new HistogramLogReader(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text.ToString())));
        var read = reader.ReadHistograms().ToList();
        Assert.Equal(load.All.Ended, read.Where(h => h.Tag is null).Sum(h => h.TotalCount));
        Assert.Equal(load.All.Ended, read.Where(h => h.Tag == "Ping").Sum(h => h.TotalCount));
        Assert.InRange(read.Count, 4, 10);
    }

    private async Task<LoadSummary> StalledAsync(LoadPlan plan)
    {
        var begun = 0L;
        var (_, load) = await RunAsync(
            plan,
            [],
            _ =>
            {
                Interlocked.CompareExchange(ref begun, Stopwatch.GetTimestamp(), 0);
                var at = Stopwatch.GetElapsedTime(begun);
                // From the first to the third second nothing is answered.
                if (at.TotalSeconds is > 1 and < 3)
                    Thread.Sleep(TimeSpan.FromSeconds(3) - at);
                return Answer("200 OK");
            }
        );
        return load;
    }

    private async Task<(int Code, LoadSummary Load)> RunAsync(
        LoadPlan plan,
        ImmutableArray<Limit> limits,
        Func<Recorded, string> script,
        HistogramLog? log = null
    )
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        // The servers of these tests sleep on threads of the pool, one a request.
        ThreadPool.SetMinThreads(256, ports);
        await using var server = new LoopbackServer(script);
        using var folder = new TemporaryFolder();
        var path = folder.Write("ping.yaml", Scenario);
        using var workspace = new Workspace();
        var span = new SourceText("command line", "p1s run ping.yaml").Beginning;
        var loaded = await workspace.LoadAsync([new NamedFile(path, span, WasFound: false)], TestContext.Current.CancellationToken);
        var settings = new RunSettings { Inputs = [new("api", server.Address)] };
        var prepared = await loaded[0].BindAsync(settings, TestContext.Current.CancellationToken);
        Assert.True(prepared.CanRun, string.Join('\n', prepared.Diagnostics));
        var load = new LoadRun(Terminal.Over(output, error, _ => null), plan, limits, TimeProvider.System)
        {
            Reports = new Listener(reported),
            Log = log,
        };
        var code = await load.RunAsync(async (_, observer, end) => (await prepared.RunAsync(observer, end)).Summary, stop);
        ThreadPool.SetMinThreads(workers, ports);
        return (code, load.Summary!);
    }

    private static string Answer(string status) => $"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n";

    private static string Slow(TimeSpan time)
    {
        Thread.Sleep(time);
        return Answer("200 OK");
    }

    private static Limit LimitOf(string text) =>
        LimitText
            .Read(LimitTable.Find(text.Split('=')[0])!, text.Split('=')[1], new SourceText("command line", $"--limit {text}").Beginning)
            .Limit!;

    private sealed class Listener(List<RunEvent> heard) : IRunObserver
    {
        public void Observe(RunEvent happened) => heard.Add(happened);
    }
}
