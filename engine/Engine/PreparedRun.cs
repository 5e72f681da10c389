using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Execution.Pausing;
using PingOneScenarios.Engine.Execution.Sharing;
using PingOneScenarios.Engine.Execution.Undoing;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Http.Pacing;
using PingOneScenarios.Engine.Leaks;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine;

/// <summary>A scenario that is ready to run, or what stands in its way. Each run of it is a run of its own.</summary>
public sealed partial class PreparedRun
{
    private readonly LoadedScenario scenario;
    private readonly RunSettings settings;
    private readonly RunWiring wiring;

    internal PreparedRun(LoadedScenario scenario, RunSettings settings, RunWiring wiring) =>
        (this.scenario, this.settings, this.wiring) = (scenario, settings, wiring);

    // The same with other settings; what else is to differ is set behind it.
    private PreparedRun(PreparedRun other, RunSettings settings)
        : this(other.scenario, settings, other.wiring) =>
        (Plan, Environment, Found, Earlier, Resumed, Kept) = (
            other.Plan,
            other.Environment,
            other.Found,
            other.Earlier,
            other.Resumed,
            other.Kept
        );

    /// <summary>What was found; it can run when there is no error among it.</summary>
    public ImmutableArray<MaskedDiagnostic> Diagnostics => Found.Problems;

    /// <summary>What observers are told of it when it cannot run; null when it can. It belongs to no run, so it has no run's id.</summary>
    public RunNotStarted? NotStarted => Found.NotStarted;

    /// <summary>Whether it came through a pipe, so that it can be read only once.</summary>
    internal bool IsPiped => scenario.IsPiped;

    /// <summary>Whether nothing stands in its way; false makes a run return at once.</summary>
    public bool CanRun => Plan is not null;

    /// <summary>Of its file, as it was named.</summary>
    public string Path => scenario.Path;

    /// <summary>The absolute paths of all files it is made of, also of those that are missing: when one changes, another run may be meant.</summary>
    internal ImmutableArray<string> Files => InvolvedFiles.Of(Path, settings, scenario.Tree, Environment);

    /// <summary>All its steps, also those of <c>finally</c> and of what it includes; none when there is an error.</summary>
    internal IEnumerable<StepName> Steps =>
        Plan is null ? [] : Plan.Plan.All.SelectMany(p => p.Steps.Concat(p.Finally)).Select(s => new StepName(s.Step.Id, s.Step.Title));

    /// <summary>Of what it gives, in the order of its file; none when there is an error.</summary>
    internal IEnumerable<string> OutputNames => Plan is null ? [] : Plan.Plan.Scenario.Outputs.Select(o => o.Name);

    /// <summary>The names of the secrets it was given that stand in a text which will leave by another way than a request.</summary>
    internal IReadOnlyList<string> SecretsIn(string text)
    {
        if (Plan is not { } plan)
            return [];
        var register = new SecretRegister(plan.SecretOrigins);
        foreach (var planned in plan.Plan.All.SelectMany(p => p.Inputs))
        {
            if (planned.Provider is GivenInput { IsSecret: true } given)
                register.Label(planned.Input.Name, given.Value, given.To);
        }
        var scan = new SecretScan();
        using var watched = scan.Watch(register.Held);
        return scan.NamesIn(text);
    }

    /// <summary>The same, of which somebody can say what became of a request in doubt.</summary>
    internal PreparedRun Asking(IDoubtGate doubts) => new(this, settings with { Doubts = doubts });

    /// <summary>The same as one of many.</summary>
    internal PreparedRun At(Slot slot) => new(this, settings with { Slot = slot });

    /// <summary>The same, with what the runs of a command share.</summary>
    internal PreparedRun Beside(OriginPace? pace, SharedRuns? shared) => new(this, settings with { Pace = pace, Shared = shared });

    internal FoundProblems Found { get; init; } = FoundProblems.None;

    /// <summary>Null when there is an error.</summary>
    internal GrantedPlan? Plan { get; init; }

    /// <summary>Only what this one made is taken back; null runs the scenario.</summary>
    private IEarlierRun? Earlier { get; init; }

    /// <summary>A run that only takes back what an earlier one made, bound as this one is.</summary>
    internal PreparedRun ToTakeBack(IEarlierRun earlier) => new(this, settings) { Earlier = earlier };

    /// <summary>The same out of a report; it cannot run when a file is another now.</summary>
    /// <param name="told">The run of the report.</param>
    /// <param name="acceptsChanges">Whether other files will do.</param>
    internal PreparedRun ToTakeBack(ToldRun told, bool acceptsChanges)
    {
        var problems = new DiagnosticBag();
        foreach (var changed in Plan is null || acceptsChanges ? [] : ChangedFiles.Find(told, Plan.Plan))
            problems.Add(changed);
        var found = FoundProblems.In(Path, problems, Plan?.Plan, settings);
        return new PreparedRun(this, settings)
        {
            Plan = problems.HasErrors ? null : Plan,
            Found = Found with { Path = problems.HasErrors ? found.Path : Found.Path, Problems = [.. Found.Problems, .. found.Problems] },
            Earlier = new ReportRestoring(told),
        };
    }

    /// <summary>What a run of it would take back; only for one that does nothing else, and that can run.</summary>
    internal UndoPreview PreviewUndo()
    {
        var state = RunState.Written(wiring.World, Plan!, settings.Budgets);
        using var watched = wiring.Secrets.Watch(state.Secrets.Held);
        var tools = RunTools.For(SetupFor(Plan!, new ObserverFanOut(), null) with { Trace = null, Decisions = new() }, state);
        return UndoPreview.Of(Earlier!, tools, state, Plan!.Plan);
    }

    /// <summary>Null when it cannot be read.</summary>
    internal ScenarioEnvironment? Environment { get; init; }

    /// <summary>Runs it; nothing is sent when anything is wrong with it.</summary>
    /// <param name="observer">Hears what happens.</param>
    /// <param name="ct">Ends the steps; <c>finally</c> and undo still run.</param>
    public Task<RunResult> RunAsync(IRunObserver observer, CancellationToken ct) => RunAsync(observer, null, CancellationToken.None, ct);

    /// <summary>Runs it, step by step if somebody wants that; nothing is sent when anything is wrong with it.</summary>
    /// <param name="observer">Hears what happens.</param>
    /// <param name="gate">Is asked where it wants to be; null runs without a stop.</param>
    /// <param name="abort">Ends even <c>finally</c> and undo.</param>
    /// <param name="ct">Ends the steps; <c>finally</c> and undo still run.</param>
    public async Task<RunResult> RunAsync(IRunObserver observer, IStepGate? gate, CancellationToken abort, CancellationToken ct)
    {
        if (Plan is not { } plan)
            return new RunResult(null, [], Diagnostics);
        var setup = SetupFor(plan, observer, gate);
        if (Kept is { } kept)
            return await TakeBackAsync(kept, setup, abort, ct);
        if (Resumed is not null)
            return await GoOnAsync(Resumed, setup, abort, ct);
        if (settings.Journal is { } journal && Earlier is null)
            return await WriteAsync(setup, journal, abort, ct);
        var state = new RunState(wiring.World, plan, settings.Budgets);
        return await RunAsync(RunTools.For(setup, state), state, abort, ct);
    }

    private RunSetup SetupFor(GrantedPlan plan, IRunObserver observer, IStepGate? gate) =>
        new(wiring.World, settings.Pace is { } pace ? new PacedSender(wiring.Sender, pace) : wiring.Sender, plan, observer)
        {
            Functions = Workspace.Functions,
            Files = gate is null ? FixedPlan.Instance : new EditedRun(scenario, settings),
            Budgets = settings.Budgets,
            Decisions = wiring.Decisions,
            IsOneOfMany = settings.Slot is not null,
            RecordAll = settings.RecordAll,
            Gate = gate ?? OpenGate.Instance,
            DoubtGate = settings.Doubts,
            Trace = settings.Trace,
            // What takes back obtains what it needs then.
            Shared = Earlier is null && Kept is null ? settings.Shared : null,
            Environment = settings.Environment,
            Net = wiring.Net,
            Words = settings.Words,
        };

    private async Task<RunResult> RunAsync(RunTools tools, RunState state, CancellationToken abort, CancellationToken ct)
    {
        using var watched = wiring.Secrets.Watch(state.Secrets.Held);
        using var key = settings.Journal is { } journal ? wiring.Secrets.Watch(() => journal.Rows.Key.Held) : null;
        var loop = new RunLoop(tools, state, settings.Undo, abort)
        {
            AllowEmpty = settings.AllowEmpty,
            Earlier = Earlier,
            Slot = settings.Slot,
        };
        var (summary, outcome) = await loop.RunAsync(Plan!.Plan, ct);
        return new RunResult(summary, [.. RunOutput.Of(outcome, state.Secrets.Mask)], Diagnostics)
        {
            RunId = state.Id,
            Failures = tools.Listeners.Failures,
            Journaled = tools.Scribe?.Ending,
        };
    }
}

/// <summary>What the runs of a workspace share.</summary>
/// <param name="World">Clock and randomness.</param>
/// <param name="Sender">Keeps connections open from run to run.</param>
/// <param name="Secrets">Learns what the runs held.</param>
/// <param name="Decisions">What was told of secrets by what happened.</param>
/// <param name="Net">The mask through which all that is told goes.</param>
internal sealed record RunWiring(
    FunctionWorld World,
    IHttpSender Sender,
    SecretScan Secrets,
    SecretDecisions Decisions,
    Func<SecretMask, SecretMask> Net
);

/// <summary>By what a step can be called.</summary>
/// <param name="Id">Unique in its scenario.</param>
/// <param name="Title">For people.</param>
internal readonly record struct StepName(string Id, string Title);
