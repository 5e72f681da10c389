using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Http.Cookies;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>Everything of a run that changes while it runs, beside the variables, which go from step to step.</summary>
internal sealed class RunState
{
    /// <summary>Begins a run.</summary>
    /// <param name="world">Gives the id and the time of the beginning.</param>
    /// <param name="plan">Says where secrets may go.</param>
    /// <param name="budgets">Say how many steps there may be.</param>
    public RunState(FunctionWorld world, GrantedPlan plan, Budgets budgets)
    {
        Id = world.Random.Uuid()[..8];
        StartedAt = world.Clock.GetUtcNow();
        StepsLeft = budgets.Steps;
        Cookies = new CookieJar(world.Clock);
        Secrets = new SecretRegister(plan.SecretOrigins);
        // A proxy that echoes what it was asked must not bring it into a report.
        foreach (var (variable, password) in plan.Grants.Proxies.Passwords)
            Secrets.Label($"password in {variable}", password, to: []);
    }

    /// <summary>Eight hexadecimal digits.</summary>
    public string Id { get; }

    public DateTimeOffset StartedAt { get; }

    /// <summary>The step that was begun last; null before the first.</summary>
    public StepPlace? Position { get; set; }

    /// <summary>How many steps the run may still begin, each turn of a loop counted (trust rule 12).</summary>
    public int StepsLeft { get; private set; }

    public CookieJar Cookies { get; }

    /// <summary>What is secret in this run.</summary>
    public SecretRegister Secrets { get; }

    /// <summary>What was made and can be taken back, oldest first.</summary>
    public List<UndoEntry> Made { get; } = [];

    /// <summary>Weighs what is held beside the bag of the scenario that is run now.</summary>
    public HeldVariables Held { get; } = new();

    /// <summary>What may have been made, but no answer came.</summary>
    public DoubtList Doubts { get; } = new();

    /// <summary>The client assertions that were sent.</summary>
    public SentAssertions Assertions { get; } = new();

    /// <summary>How the scenarios ended that inputs were obtained from, by canonical path: each is run once.</summary>
    public Dictionary<string, ScenarioOutcome> Obtained { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes one step from those that are left; false when none is.</summary>
    public bool TakeStep() => StepsLeft-- > 0;
}

/// <summary>A step whose work can be taken back.</summary>
/// <param name="Step">What takes it back.</param>
/// <param name="Place">Where it was made.</param>
/// <param name="Bag">The variables after the step.</param>
internal sealed record UndoEntry(PlannedStep Step, StepPlace Place, VariableBag Bag)
{
    /// <summary>Why it cannot be taken back; null when that can be tried.</summary>
    public Diagnostic? Problem { get; init; }
}
