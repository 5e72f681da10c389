using System.Collections.Immutable;
using PingOneScenarios.Emulator;
using PingOneScenarios.Emulator.Faults;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Scenarios.Tests.Driving;

namespace PingOneScenarios.Scenarios.Tests.Gallery;

/// <summary>A run of a scenario against an emulator of its own, where pauses pass at once and everything is taken back.</summary>
/// <param name="Ended">The outcome of the run; null when it could not begin.</param>
/// <param name="Wrong">The first step that did not pass; null when all did.</param>
/// <param name="Problems">What was said of that step, or of the files.</param>
/// <param name="Left">What the emulator holds afterwards, by kind and name.</param>
internal sealed record GalleryRun(Outcome? Ended, string? Wrong, string Problems, ImmutableArray<string> Left)
{
    /// <summary>Runs a file.</summary>
    /// <param name="path">The scenario.</param>
    /// <param name="faults">What goes wrong, as it is written behind <c>--fault</c>.</param>
    /// <param name="set">Inputs, as they are written behind <c>--set</c>.</param>
    public static async Task<GalleryRun> Of(string path, IEnumerable<string> faults, params IEnumerable<KeyValuePair<string, string>> set)
    {
        var ct = TestContext.Current.CancellationToken;
        var clock = new HurriedClock();
        var settings = new EmulatorSettings { Clock = clock, Faults = [.. faults.Select(Read)] };
        await using var emulator = await EmulatorServer.StartAsync(settings, ct);
        using var sender = new HttpSender(clock);
        using var workspace = new Workspace(clock, RandomSource.System);
        var prepared = await (await workspace.LoadAsync(path, ct)).BindAsync(Operated(emulator, set), ct);
        if (prepared.Plan is not { } plan)
            return new GalleryRun(null, null, string.Join('\n', prepared.Diagnostics), []);
        var heard = new Listener();
        var world = new FunctionWorld(clock, RandomSource.System);
        var state = new RunState(world, plan, Budgets.Usual);
        var tools = RunTools.For(new RunSetup(world, sender, plan, heard), state);
        var (summary, _) = await new RunLoop(tools, state, UndoPolicy.Always, ct).RunAsync(plan.Plan, ct);
        var problems = string.Join(
            '\n',
            heard.Wrong?.Problems.Select(p => p.ToString()) ?? [.. summary.Problems.Select(p => p.ToString())]
        );
        return new GalleryRun(summary.Outcome, heard.Wrong?.Step.Title, problems, [.. emulator.Made.Select(m => $"{m.Kind} {m.Name}")]);
    }

    private static RunSettings Operated(EmulatorServer emulator, IEnumerable<KeyValuePair<string, string>> set) =>
        new()
        {
            Operator = new Nobody(),
            Inputs = [.. set],
            LocalPingOne = new LocalPingOne(
                emulator.ApiPath,
                emulator.AuthPath,
                emulator.EnvironmentId,
                emulator.WorkerClientId,
                emulator.WorkerClientSecret
            ),
        };

    private static Fault Read(string text) =>
        FaultSyntax.TryRead(text, out var fault, out var why) ? fault : throw new ArgumentException(why);

    private sealed class Nobody : IOperator
    {
        public string? Variable(string name) => null;

        public string? Prompt(string name) => null;
    }

    private sealed class Listener : IRunObserver
    {
        /// <summary>The first step that did not pass: of a call the step in it.</summary>
        public StepFinished? Wrong { get; private set; }

        public bool FollowsSteps => true;

        public void Observe(RunEvent happened)
        {
            if (happened is StepFinished { Outcome: Outcome.Failed or Outcome.Broken or Outcome.Unknown } finished)
                Wrong ??= finished;
        }
    }
}
