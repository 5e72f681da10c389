using System.Collections.Immutable;
using PingOneScenarios.Emulator;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Scenarios.Tests.Driving;

/// <summary>An emulator, and runs against it that get other answers than it gave.</summary>
internal sealed class LyingPingOne : IOperator, IAsyncDisposable
{
    private readonly HurriedClock clock = new();
    private readonly HttpSender sender;
    private readonly EmulatorServer emulator;

    private LyingPingOne(EmulatorServer emulator, HurriedClock clock) =>
        (this.emulator, this.clock, sender) = (emulator, clock, new HttpSender(clock));

    public static async Task<LyingPingOne> StartAsync()
    {
        var clock = new HurriedClock();
        return new LyingPingOne(
            await EmulatorServer.StartAsync(new EmulatorSettings { Clock = clock }, TestContext.Current.CancellationToken),
            clock
        );
    }

    /// <summary>Runs a scenario; every answer to a step passes through <paramref name="lie"/> before the engine sees it.</summary>
    public async Task<LiedRun> RunAsync(string path, Func<Told, HttpExchange, HttpExchange> lie)
    {
        var ct = TestContext.Current.CancellationToken;
        var settings = new RunSettings
        {
            Operator = this,
            LocalPingOne = new LocalPingOne(
                emulator.ApiPath,
                emulator.AuthPath,
                emulator.EnvironmentId,
                emulator.WorkerClientId,
                emulator.WorkerClientSecret
            ),
        };
        using var workspace = new Workspace(clock, RandomSource.System);
        var prepared = await (await workspace.LoadAsync(path, ct)).BindAsync(settings, ct);
        var plan = prepared.Plan ?? throw new InvalidOperationException(string.Join('\n', prepared.Diagnostics));
        var heard = new Listener();
        var world = new FunctionWorld(clock, RandomSource.System);
        var state = new RunState(world, plan, settings.Budgets);
        var tools = RunTools.For(new RunSetup(world, new LyingSender(sender, heard, lie), plan, heard), state);
        var (summary, _) = await new RunLoop(tools, state, UndoPolicy.Never, ct).RunAsync(plan.Plan, ct);
        return new LiedRun(
            summary.Outcome,
            [.. heard.Wrong.Select(w => (string)w.Step.Title)],
            heard.Wrong.FirstOrDefault()?.Problems ?? []
        );
    }

    string? IOperator.Variable(string name) => null;

    string? IOperator.Prompt(string name) => null;

    public async ValueTask DisposeAsync()
    {
        sender.Dispose();
        await emulator.DisposeAsync();
    }

    private sealed class LyingSender(IHttpSender inner, Listener heard, Func<Told, HttpExchange, HttpExchange> lie) : IHttpSender
    {
        public async Task<SendResult> SendAsync(RenderedRequest request, string? cookies, Grants grants, CancellationToken ct)
        {
            var result = await inner.SendAsync(request, cookies, grants, ct);
            return result is Answered answered ? new Answered(lie(heard.Now, answered.Exchange)) : result;
        }
    }

    private sealed class Listener : IRunObserver
    {
        /// <summary>The step that is running.</summary>
        public Told Now { get; private set; } = new("", 0, 0);

        /// <summary>The steps that did not pass, what is called before what calls it.</summary>
        public List<StepFinished> Wrong { get; } = [];

        public void Observe(RunEvent happened)
        {
            if (happened is StepStarted started)
                Now = new Told(started.Step.Title, started.Step.Turn, started.Step.Depth);
            if (happened is StepFinished { Outcome: Outcome.Failed or Outcome.Broken } finished)
                Wrong.Add(finished);
        }
    }
}

/// <summary>The step an answer is for.</summary>
/// <param name="Step">Its title.</param>
/// <param name="Turn">Of its loop; 0 outside of loops.</param>
/// <param name="Depth">0 in the scenario itself, more in what it calls or obtains from.</param>
internal sealed record Told(string Step, int Turn, int Depth);

/// <summary>How a run with a changed answer ended.</summary>
/// <param name="Outcome">Of the run.</param>
/// <param name="Steps">The steps that did not pass, the first one and those that called it.</param>
/// <param name="Problems">What was said of the first.</param>
internal sealed record LiedRun(Outcome Outcome, ImmutableArray<string> Steps, ImmutableArray<MaskedDiagnostic> Problems);
