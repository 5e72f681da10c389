using System.Collections.Immutable;
using System.Net;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Forecasting;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Leaks;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Functions;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine;

/// <summary>The whole path from a file to the events of its run: read, plan, run. One for a process; its runs share the connections.</summary>
public sealed class ScenarioPipeline : IDisposable
{
    internal static readonly FunctionTable Functions = new([.. StandardFunctions.Rows, .. PredicateTable.Rows]);

    private readonly FunctionWorld world;
    private readonly HttpSender sender;

    /// <param name="clock">The only source of time.</param>
    /// <param name="random">The only source of randomness.</param>
    public ScenarioPipeline(TimeProvider clock, RandomSource random)
        : this(clock, random, null) { }

    /// <summary>For tests, which give host names addresses of their own.</summary>
    internal ScenarioPipeline(TimeProvider clock, RandomSource random, Func<string, CancellationToken, Task<IPAddress[]>>? resolve)
    {
        world = new FunctionWorld(clock, random);
        sender = new HttpSender(clock, resolve);
    }

    /// <summary>For the requests of one process.</summary>
    public static SecretSources NewSecretSources() => new(SecretFiles.ReadAsync);

    /// <summary>Looks for the secrets of its runs in what was written of them; they themselves are not told (trust rule 10).</summary>
    public SecretScan Secrets { get; } = new();

    /// <inheritdoc cref="RunResources.Net"/>
    internal Func<SecretMask, SecretMask> Net { get; init; } = mask => mask;

    /// <summary>Everything that can be said about a scenario without an operator.</summary>
    public static async Task<ImmutableArray<Diagnostic>> ValidateAsync(string path, SourceSpan namedAt, CancellationToken ct) =>
        (await CheckAsync(path, namedAt, FileTexts.OnDisk, ct)).Problems;

    /// <summary>The same for texts that may not be on disk, with the tree that was read; null when the entry is no scenario.</summary>
    internal static async Task<(ScenarioTree? Tree, ImmutableArray<Diagnostic> Problems)> CheckAsync(
        string path,
        SourceSpan namedAt,
        FileTexts texts,
        CancellationToken ct
    )
    {
        var problems = new DiagnosticBag();
        var tree = await ScenarioLoader.LoadAsync(path, namedAt, new TemplateParser(Functions, problems), texts, ct);
        if (tree is not null)
            Planner.Check(tree, problems);
        return (tree, problems.All);
    }

    /// <summary>All that can be found out before the first request. Several scenarios are all prepared before the first of them runs.</summary>
    public static async Task<PreparedRun> PrepareAsync(PipelineRequest request, CancellationToken ct)
    {
        var problems = new DiagnosticBag();
        var loaded = await LoadAsync(request, problems, ct);
        var plan = loaded is { Tree: { } tree, Gifts: { } gifts } ? await Planner.PlanAsync(tree, gifts, problems, ct) : null;
        return new PreparedRun(
            request,
            problems.HasErrors ? null : plan,
            GivenSecrets.Hide(problems.All, plan?.Plan),
            () => InvolvedFiles.Of(request, loaded.Tree, loaded.Environment)
        );
    }

    /// <summary>What a run would do, without sending anything and without asking for a secret; also when it could not run, as far as that goes.</summary>
    public static async Task<ForecastResult> ForecastAsync(PipelineRequest request, CancellationToken ct)
    {
        var problems = new DiagnosticBag();
        if (await LoadAsync(request, problems, ct) is not { Tree: { } tree, Gifts: { } given })
            return new ForecastResult(null, problems.All);
        var gifts = given with { MayAsk = false };
        if (await Planner.PlanAsync(tree, gifts, problems, ct) is not { } plan)
            return new ForecastResult(null, problems.All);
        var isUnstarted = ReferenceEquals(request.LocalPingOne, LocalPingOne.NotStarted);
        var (forecast, said) = Forecaster.Make(plan, gifts, isUnstarted, problems);
        return new ForecastResult(forecast, said);
    }

    /// <summary>Runs a scenario; nothing is sent when anything is wrong with it.</summary>
    /// <param name="request">What to run, and what the operator gives to it.</param>
    /// <param name="observer">Hears what happens.</param>
    /// <param name="abort">Ends even <c>finally</c> and undo.</param>
    /// <param name="ct">Ends the steps; <c>finally</c> and undo still run.</param>
    public async Task<PipelineResult> RunAsync(
        PipelineRequest request,
        IRunObserver observer,
        CancellationToken abort,
        CancellationToken ct
    ) => await RunAsync(await PrepareAsync(request, ct), observer, abort, ct);

    /// <inheritdoc cref="RunAsync(PipelineRequest, IRunObserver, CancellationToken, CancellationToken)"/>
    public Task<PipelineResult> RunAsync(PreparedRun prepared, IRunObserver observer, CancellationToken abort, CancellationToken ct) =>
        RunAsync(prepared, observer, null, abort, ct);

    /// <summary>Runs a scenario that is ready to run, step by step.</summary>
    /// <param name="prepared">Nothing is sent when anything is wrong with it.</param>
    /// <param name="observer">Hears what happens.</param>
    /// <param name="gate">Is asked where it wants to be; null runs without a stop.</param>
    /// <param name="abort">Ends even <c>finally</c> and undo.</param>
    /// <param name="ct">Ends the steps; <c>finally</c> and undo still run.</param>
    public async Task<PipelineResult> RunAsync(
        PreparedRun prepared,
        IRunObserver observer,
        IStepGate? gate,
        CancellationToken abort,
        CancellationToken ct
    )
    {
        if (prepared.Plan is not { } plan)
            return new PipelineResult(null, prepared.Diagnostics);
        var run = new RunResources(world, sender, plan, observer, prepared.Request.RecordAll, prepared.Request.Budgets)
        {
            Net = Net,
            Trace = prepared.Request.Trace,
            Gate = gate,
        };
        Secrets.Watch(run.Held);
        var summary = await new RunLoop(run, prepared.Request.Undo, abort).RunAsync(plan.Plan, ct);
        return new PipelineResult(summary, prepared.Diagnostics);
    }

    public void Dispose() => sender.Dispose();

    private static async Task<Loaded> LoadAsync(PipelineRequest request, DiagnosticBag problems, CancellationToken ct)
    {
        var tree = await ScenarioLoader.LoadAsync(
            request.Path,
            request.NamedAt,
            new TemplateParser(Functions, problems),
            FileTexts.OnDisk,
            ct
        );
        var environment = await EnvironmentOfAsync(request, problems, ct);
        if (tree is null || environment is null || problems.All.Any(p => p.Code == DiagnosticCodes.CircularInclude))
            return new Loaded(tree, environment, null);
        var gifts = new OperatorGifts(
            environment,
            [.. request.Set.Select(s => new GivenValue(s.Name, s.Text, s.Span, "--set"))],
            [.. request.AllowOrigins.Select(s => new GivenValue("", s.Text, s.Span, "--allow-origin"))],
            [.. request.AllowPrivate.Select(s => new GivenValue("", s.Text, s.Span, "--allow-private"))],
            request.Operator,
            request.Secrets
        )
        {
            Budgets = request.Budgets,
            Tls =
                environment.Tls is { } named && await TlsReader.LoadAsync(named, problems, ct) is { } files
                    ? TlsProfile.Make(files, problems)
                    : null,
        };
        return new Loaded(tree, environment, gifts);
    }

    private static async Task<ScenarioEnvironment?> EnvironmentOfAsync(
        PipelineRequest request,
        DiagnosticBag problems,
        CancellationToken ct
    )
    {
        if (request.LocalPingOne is { } local)
            return local.ToEnvironment(request.NamedAt);
        return request.Environment is { } named
            ? await EnvironmentLoader.LoadAsync(named.Text, named.Span, problems, ct)
            : ScenarioEnvironment.None;
    }

    /// <summary>What was read for a request; null what could not be.</summary>
    private sealed record Loaded(ScenarioTree? Tree, ScenarioEnvironment? Environment, OperatorGifts? Gifts);
}
