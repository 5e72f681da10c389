using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Execution.Pausing;
using PingOneScenarios.Engine.Execution.Sharing;
using PingOneScenarios.Engine.Execution.Tracing;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Extractors;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Http.Pacing;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>What a run works with and what never changes while it runs.</summary>
internal sealed record RunTools
{
    /// <summary>The time of day, which goes on whatever happens: for servers, tokens and cookies.</summary>
    public required TimeProvider WallClock { get; init; }

    /// <summary>What the run is measured on: stands still while a person is asked.</summary>
    public required TimeProvider RunClock { get; init; }

    public required RandomSource Random { get; init; }

    public required IHttpSender Sender { get; init; }

    /// <summary>Where requests wait for their turn; null where they do not.</summary>
    public PacedSender? Paced => Sender as PacedSender;

    /// <summary>Asked before each request that leaves: trust rules 1, 3, 4 and 6.</summary>
    public required SendCheck Check { get; init; }

    public required TemplateRenderer Templates { get; init; }

    /// <summary>How long what is computed may take; whoever computes says first what it belongs to.</summary>
    public required WorkLimit Work { get; init; }

    /// <summary>What an expression that is typed may call.</summary>
    public required FunctionTable Functions { get; init; }

    public required RequestRenderer Requests { get; init; }

    public required AnswerExtractor Extractor { get; init; }

    public required AnswerJudge Judge { get; init; }

    /// <summary>The one way out of the run.</summary>
    public required RunTeller Teller { get; init; }

    /// <summary>Who hears of the run.</summary>
    public required ObserverFanOut Listeners { get; init; }

    /// <summary>Writes the run down; null for one that is not.</summary>
    public RunScribe? Scribe { get; init; }

    /// <summary>Whoever runs it step by step; answers at once when nobody does.</summary>
    public required IStepGate Gate { get; init; }

    /// <summary>Asked what became of a request in doubt; null when nobody can be asked.</summary>
    public IDoubtGate? DoubtGate { get; init; }

    /// <summary>Asked before a step is tried again by hand.</summary>
    public required IPlanSource Files { get; init; }

    /// <summary>Stands still while the gate is asked; the clock of the run where somebody may be asked.</summary>
    public required PausableClock GateClock { get; init; }

    /// <summary>What it obtains together with other runs; null for a run that obtains all by itself.</summary>
    public SharedObtaining? Shared { get; init; }

    /// <summary>Null while nobody asked for spans and metrics.</summary>
    public RunTracing? Tracing { get; init; }

    public required Budgets Budgets { get; init; }

    /// <summary>Whether steps that begin or pass are told; whoever runs step by step wants to be told of all.</summary>
    public bool TellsSteps => RecordAll || Listeners.FollowsSteps || !IsUnattended;

    /// <summary>Whether nobody runs it step by step.</summary>
    public bool IsUnattended => ReferenceEquals(Gate, OpenGate.Instance);

    /// <summary>Whether every exchange is told, not only those of steps that did not pass.</summary>
    public required bool RecordAll { get; init; }

    /// <summary>The tools for a run that begins with this state.</summary>
    public static RunTools For(RunSetup setup, RunState state)
    {
        var (world, secrets) = (setup.World, state.Secrets);
        var mask = setup.Net(secrets.Mask);
        var pausable = new PausableClock(world.Clock);
        TimeProvider clock = ReferenceEquals(setup.Gate, OpenGate.Instance) && setup.DoubtGate is null ? world.Clock : pausable;
        var work = new WorkLimit(clock);
        var templates = new TemplateRenderer(
            world,
            secrets.Mask,
            work,
            new RunDecisions(setup.Decisions, setup.Budgets.SecretBits, setup.IsOneOfMany).Decide
        );
        var tracing = setup.Trace is { } settings ? new RunTracing(settings, clock, mask.Apply) : null;
        var listeners = tracing is null ? new ObserverFanOut(setup.Observer) : new ObserverFanOut(tracing, setup.Observer);
        var scribe = setup.Rows is { } rows ? new RunScribe(rows, state, setup.Plan.Plan, clock, listeners) : null;
        return new RunTools
        {
            WallClock = world.Clock,
            RunClock = clock,
            Random = world.Random,
            Sender = setup.Sender,
            Check = new SendCheck(setup.Plan.Grants, secrets.Destinations),
            Templates = templates,
            Work = work,
            Functions = setup.Functions,
            Requests = new RequestRenderer(templates, secrets.Mask, world.Random),
            Extractor = new AnswerExtractor(templates, work),
            Judge = new AnswerJudge(templates, secrets.Mask, setup.RecordAll || scribe is not null, work),
            Teller = new RunTeller(mask, state.Id, clock, scribe ?? (IRunObserver)listeners) { Words = setup.Words },
            Listeners = listeners,
            Scribe = scribe,
            Gate = setup.Gate,
            DoubtGate = setup.DoubtGate,
            Files = setup.Files,
            GateClock = pausable,
            Shared = setup.Shared is { } shared ? new SharedObtaining(shared, setup.Plan, setup.Environment, world.Clock) : null,
            Tracing = tracing,
            Budgets = setup.Budgets,
            RecordAll = setup.RecordAll || scribe is not null,
        };
    }
}

/// <summary>What a run is begun with.</summary>
/// <param name="World">Time and chance.</param>
/// <param name="Sender">Sends its requests.</param>
/// <param name="Plan">What it does, and what the operator granted.</param>
/// <param name="Observer">Hears what happens.</param>
internal sealed record RunSetup(FunctionWorld World, IHttpSender Sender, GrantedPlan Plan, IRunObserver Observer)
{
    public Budgets Budgets { get; init; } = Budgets.Usual;

    /// <inheritdoc cref="RunTools.Functions"/>
    public FunctionTable Functions { get; init; } = FunctionTable.Empty;

    /// <summary>What the runs of the command have told of secrets by what happened.</summary>
    public SecretDecisions Decisions { get; init; } = new();

    /// <inheritdoc cref="RunTools.RecordAll"/>
    public bool RecordAll { get; init; }

    /// <summary>Whether the command has other runs.</summary>
    public bool IsOneOfMany { get; init; }

    /// <summary>What the runs of the command obtain for one another; null for a run that obtains all by itself.</summary>
    public SharedRuns? Shared { get; init; }

    /// <summary>The environment as it was named; null for none.</summary>
    public string? Environment { get; init; }

    /// <summary>Where the run is written down; null for nowhere.</summary>
    public RunRows? Rows { get; init; }

    /// <inheritdoc cref="RunTools.Gate"/>
    public IStepGate Gate { get; init; } = OpenGate.Instance;

    /// <inheritdoc cref="RunTools.DoubtGate"/>
    public IDoubtGate? DoubtGate { get; init; }

    /// <inheritdoc cref="RunTools.Files"/>
    public IPlanSource Files { get; init; } = FixedPlan.Instance;

    /// <summary>Null for a run nobody watches through spans and metrics.</summary>
    public TraceSettings? Trace { get; init; }

    /// <summary>Says a problem in the words of whoever runs the scenario.</summary>
    public Func<Diagnostic, Diagnostic> Words { get; init; } = problem => problem;

    /// <summary>The mask through which all that is told goes; a test takes it away to see that this is noticed.</summary>
    public Func<SecretMask, SecretMask> Net { get; init; } = mask => mask;
}
