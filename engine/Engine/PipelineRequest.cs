using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Execution.Tracing;
using PingOneScenarios.Engine.Forecasting;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine;

/// <summary>A scenario to run and what its operator gives to it.</summary>
public sealed record PipelineRequest
{
    /// <summary>The file, as the user wrote it.</summary>
    public required string Path { get; init; }

    /// <summary>Where the user wrote it.</summary>
    public required SourceSpan NamedAt { get; init; }

    public required IOperator Operator { get; init; }

    /// <summary>A file or the name of a built-in environment; null for none.</summary>
    public WrittenText? Environment { get; init; }

    /// <summary>Takes the place of an environment file when the local PingOne is used.</summary>
    public LocalPingOne? LocalPingOne { get; init; }

    /// <summary>Inputs by name; the last one of a name counts.</summary>
    public ImmutableArray<WrittenText> Set { get; init; } = [];

    public ImmutableArray<WrittenText> AllowOrigins { get; init; } = [];

    /// <summary>Hosts that stand in a network of the operator's own (trust rule 2).</summary>
    public ImmutableArray<WrittenText> AllowPrivate { get; init; } = [];

    /// <summary>Shared by the requests of a process, so that no secret is read twice.</summary>
    public SecretSources Secrets { get; init; } = ScenarioPipeline.NewSecretSources();

    public UndoPolicy Undo { get; init; } = UndoPolicy.Never;

    public Budgets Budgets { get; init; } = Budgets.Usual;

    /// <summary>Whether every exchange is told, not only those of steps that did not pass.</summary>
    public bool RecordAll { get; init; }

    /// <summary>Null for a run nobody watches through spans and metrics.</summary>
    public TraceSettings? Trace { get; init; }
}

/// <summary>Something a user wrote on the command line.</summary>
/// <param name="Name">The input of <c>--set</c>; empty for everything else.</param>
/// <param name="Text">The value.</param>
/// <param name="Span">Where it is written; must not show a value that may be secret.</param>
public sealed record WrittenText(string Name, string Text, SourceSpan Span);

/// <summary>A scenario that is ready to run, or what stands in its way.</summary>
public sealed class PreparedRun
{
    private readonly Func<ImmutableArray<string>> files;

    internal PreparedRun(PipelineRequest request, GrantedPlan? plan, FoundProblems found, Func<ImmutableArray<string>> files) =>
        (Request, Plan, Diagnostics, NotStarted, this.files) = (request, plan, found.Problems, found.NotStarted, files);

    /// <summary>What was found; it can run when there is no error among it.</summary>
    public ImmutableArray<MaskedDiagnostic> Diagnostics { get; }

    /// <summary>What observers are told of it when it cannot run; null when it can. It belongs to no run, so it has no run's id.</summary>
    public RunNotStarted? NotStarted { get; }

    /// <summary>Of its file, as the user wrote it.</summary>
    public string Path => Request.Path;

    /// <summary>The absolute paths of all files it is made of, also of those that are missing: when one changes, another run may be meant.</summary>
    public ImmutableArray<string> Files => files();

    /// <summary>All its steps, also those of <c>finally</c> and of what it includes; none when there is an error.</summary>
    public IEnumerable<StepName> Steps =>
        Plan is null ? [] : Plan.Plan.All.SelectMany(p => p.Steps.Concat(p.Finally)).Select(s => new StepName(s.Step.Id, s.Step.Title));

    internal PipelineRequest Request { get; }

    /// <summary>Null when there is an error.</summary>
    internal GrantedPlan? Plan { get; }
}

/// <summary>By what a step can be called.</summary>
/// <param name="Id">Unique in its scenario.</param>
/// <param name="Title">For people.</param>
public readonly record struct StepName(string Id, string Title);

/// <summary>A run that took place, or the reasons why none did.</summary>
/// <param name="Summary">Null when nothing was sent.</param>
/// <param name="Diagnostics">What was found before the first request.</param>
public sealed record PipelineResult(RunSummary? Summary, ImmutableArray<MaskedDiagnostic> Diagnostics)
{
    /// <summary>Observers that threw, and heard nothing from then on; empty when all is well.</summary>
    public ImmutableArray<ObserverFailure> Failures { get; init; } = [];
}

/// <summary>What was found before a run, as it may be told.</summary>
/// <param name="Path">Of the scenario, as the user wrote it.</param>
/// <param name="Problems">Empty when there is nothing to say.</param>
internal sealed record FoundProblems(MaskedText Path, ImmutableArray<MaskedDiagnostic> Problems)
{
    public static FoundProblems None { get; } = new(default, []);

    /// <summary>Null without an error among them.</summary>
    public RunNotStarted? NotStarted =>
        Problems.Where(p => p.Severity == Severity.Error).ToImmutableArray() is { IsEmpty: false } errors ? new(Path, errors) : null;
}

/// <summary>What a run would do, and what stands in its way.</summary>
/// <param name="Forecast">Null when the files cannot be read far enough to tell.</param>
/// <param name="Diagnostics">What was found; the scenario could run when there is no error among it.</param>
public sealed record ForecastResult(Forecast? Forecast, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Addresses and ids of a PingOne that runs on this machine.</summary>
/// <param name="ApiPath">With <c>/v1</c>.</param>
/// <param name="AuthPath">Without a path.</param>
/// <param name="EnvironmentId">The environment everything happens in.</param>
/// <param name="WorkerClientId">A worker application with every right.</param>
/// <param name="WorkerClientSecret">Its secret.</param>
public sealed record LocalPingOne(string ApiPath, string AuthPath, string EnvironmentId, string WorkerClientId, string WorkerClientSecret)
{
    /// <summary>Stands in for one that is not running: its values are right in kind and never shown, port 0 is nobody's.</summary>
    public static LocalPingOne NotStarted { get; } =
        new(
            "http://127.0.0.1:0/v1",
            "http://127.0.0.1:0",
            "00000000-0000-4000-8000-000000000001",
            "00000000-0000-4000-8000-000000000002",
            "known-when-the-emulator-starts"
        );

    internal ScenarioEnvironment ToEnvironment(SourceSpan span)
    {
        const string Origin = ScenarioEnvironment.Emulator;
        return new ScenarioEnvironment
        {
            Name = BuiltInEnvironments.Emulator,
            Inputs =
            [
                new GivenValue("apiPath", ApiPath, span, Origin),
                new GivenValue("authPath", AuthPath, span, Origin),
                new GivenValue("envID", EnvironmentId, span, Origin),
                new GivenValue("adminEnvID", EnvironmentId, span, Origin),
                new GivenValue("adminAppID", WorkerClientId, span, Origin),
            ],
            Secrets = [new SecretSource("adminAppSecret", SecretKind.Held, WorkerClientSecret, null, span)],
        };
    }
}
