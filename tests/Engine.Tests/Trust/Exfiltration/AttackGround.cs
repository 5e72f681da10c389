using System.Globalization;
using System.Net;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Tests.Trust.Exfiltration;

/// <summary>
/// Two servers on this machine: the operator's, which is honest and helpful (it redirects where it is told, and tells what it was
/// sent), and the attacker's. Names lead to this machine too; who asks for one is noted, for a name that is looked up has left.
/// </summary>
internal sealed class AttackGround : IOperator, IAsyncDisposable
{
    /// <summary>Obviously fake; fits a header, holds no piece twice and none by chance.</summary>
    public const string Secret = "Qz7/Kx9+Wv3=Jh5&Nb8?Pd2%Tf6~Lg4_Rm1-Sc0.Yw";

    private readonly LoopbackServer home;
    private readonly LoopbackServer away = new(Answers.Json("{}"));
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> lookedUp = new();
    private int turn;

    public AttackGround() => home = new LoopbackServer(Serve);

    /// <summary>Everything that reached the attacker: bytes, and names that were looked up.</summary>
    public string Arrived => away.Received + string.Join('\n', lookedUp);

    public IReadOnlyList<Recorded> AtHome => home.Requests;

    public IReadOnlyList<Recorded> Away => away.Requests;

    public async ValueTask DisposeAsync()
    {
        await home.DisposeAsync();
        await away.DisposeAsync();
    }

    /// <summary>Runs a case as an operator would.</summary>
    /// <summary>An instant clock would let every limit run out at once.</summary>
    private static Budgets Unhurried => new() { Time = Timeout.InfiniteTimeSpan };

    public Task<Happened> RunAsync(AttackCase attack) => RunAsync(attack, attack.IsAwayGranted, RunGuardedAsync);

    /// <summary>The same in a copy of the wiring in which every origin is granted and no secret is confined.</summary>
    public Task<Happened> RunUnguardedAsync(AttackCase attack) => RunAsync(attack, true, RunOpenAsync);

    string? IOperator.Variable(string name) => name == "FAKE" ? Secret : null;

    string? IOperator.Prompt(string name) => null;

    private async Task<Happened> RunAsync(AttackCase attack, bool isAwayGranted, Func<PreparedRun, IRunObserver, Task<RunResult>> run)
    {
        var folder = Directory.CreateTempSubdirectory("p1s-attack-");
        try
        {
            foreach (var (name, text) in attack.Files)
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), Fill(text));
            var environment = Path.Combine(folder.FullName, "environment.yaml");
            if (!File.Exists(environment))
                await File.WriteAllTextAsync(environment, Fill(Usual));
            var settings = new RunSettings
            {
                Operator = this,
                Environment = environment,
                AllowOrigins = isAwayGranted ? [away.Address] : [],
                Undo = UndoPolicy.Always,
                RecordAll = true,
                Budgets = Unhurried,
            };
            var events = new Heard();
            using var workspace = new Workspace(new InstantClock(), RandomSource.System, Resolve);
            var loaded = await workspace.LoadAsync(Path.Combine(folder.FullName, "scenario.yaml"), Ct);
            return new Happened(await run(await loaded.BindAsync(settings, Ct), events), events.All);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private const string Usual = "environment: e\ninputs: { api: '{granted}' }\nsecrets: { secret: { env: FAKE, to: ['{granted}'] } }\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Task<RunResult> RunGuardedAsync(PreparedRun prepared, IRunObserver observer) =>
        prepared.RunAsync(observer, null, Ct, Ct);

    private async Task<RunResult> RunOpenAsync(PreparedRun prepared, IRunObserver observer)
    {
        if (prepared.Plan is not { } plan)
            return new RunResult(null, [], prepared.Diagnostics);
        var clock = new InstantClock();
        using var sender = new HttpSender(clock, Resolve);
        var all = new[] { home, away }.Aggregate(Grants.None, (grants, server) => grants.With(Of(server.Address)));
        var world = new FunctionWorld(clock, RandomSource.System);
        var state = new RunState(world, plan, Unhurried);
        var setup = new RunSetup(world, sender, plan, observer) { RecordAll = true, Budgets = Unhurried };
        var tools = RunTools.For(setup, state) with { Check = new SendCheck(all, new LabelDestinations()) };
        var (summary, _) = await new RunLoop(tools, state, UndoPolicy.Always, Ct).RunAsync(plan.Plan, Ct);
        return new RunResult(summary, [], []);
    }

    private static Origin Of(string address) =>
        Origin.TryParse(address, out var origin, out var reason) ? origin : throw new InvalidOperationException(reason);

    private Task<IPAddress[]> Resolve(string host, CancellationToken ct)
    {
        lookedUp.Enqueue(host);
        return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
    }

    private string Fill(string text) =>
        text.Replace("{granted}", home.Address, StringComparison.Ordinal)
            .Replace("{evil}", away.Address, StringComparison.Ordinal)
            .Replace("{gp}", home.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{ep}", away.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private string Serve(Recorded request)
    {
        var (path, query) = request.Target.Split('?', 2) is [var first, var second] ? (first, second) : (request.Target, "");
        if (path.StartsWith("/r/", StringComparison.Ordinal))
            return Answers.Redirect(int.Parse(path.AsSpan(3, 3), CultureInfo.InvariantCulture), Uri.UnescapeDataString(query));
        return path switch
        {
            "/echo" => Answers.Json(
                System.Text.Json.JsonSerializer.Serialize(
                    new
                    {
                        echo = request.BodyText,
                        target = request.Target,
                        head = string.Join('\n', request.Head),
                        parts = new[] { request.BodyText },
                    }
                ),
                200,
                $"X-Echo: {request.Header("X-A")}"
            ),
            "/token" => Answers.Json("{\"access_token\":\"fake-token-Hx3Kq8Zr5Vn0\",\"expires_in\":60}"),
            "/cookie" => Answers.Json("{}", 200, $"Set-Cookie: sid={query}; Path=/"),
            "/wide-cookie" => Answers.Json("{}", 200, $"Set-Cookie: sid={query}; Path=/; Domain=127.0.0.1"),
            "/link" => Answers.Json($"{{\"next\":\"{away.Address}/x\",\"letters\":[\"a\",\"b\"]}}"),
            "/slow" => Interlocked.Increment(ref turn) < 2 ? Answers.Empty(503) : Answers.Json("{}"),
            "/fail" => Answers.Empty(500),
            _ => Answers.Json("{\"id\":\"7\"}", request.Method == "POST" ? 201 : 200),
        };
    }

    private sealed class Heard : IRunObserver
    {
        public List<RunEvent> All { get; } = [];

        public void Observe(RunEvent happened) => All.Add(happened);
    }
}
