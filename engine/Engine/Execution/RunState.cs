using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Execution.Sharing;
using PingOneScenarios.Engine.Http.Cookies;
using PingOneScenarios.Engine.Journal;
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
        : this(world.Random.Uuid()[..8], world.Clock.GetUtcNow(), world, plan, budgets, log: null) { }

    private RunState(string id, DateTimeOffset startedAt, FunctionWorld world, GrantedPlan plan, Budgets budgets, SecretLog? log)
    {
        (Id, StartedAt) = (id, startedAt);
        StepsLeft = budgets.Steps;
        Cookies = new CookieJar(world.Clock);
        Secrets = new SecretRegister(plan.SecretOrigins, log);
        // A proxy that echoes what it was asked must not bring it into a report.
        foreach (var (variable, password) in plan.Grants.Proxies.Passwords)
            Secrets.Label($"password in {variable}", password, to: []);
    }

    /// <summary>A run that goes on under its id; what it did is to be read yet.</summary>
    public static RunState Again(JournaledRun run, FunctionWorld world, GrantedPlan plan, Budgets budgets) =>
        new(run.Id, run.StartedAt, world, plan, budgets, new SecretLog());

    /// <summary>A run that begins and is written down.</summary>
    /// <param name="world">Gives the id and the time of the beginning.</param>
    /// <param name="plan">Says where secrets may go.</param>
    /// <param name="budgets">Say how many steps there may be.</param>
    /// <param name="isOfMany">Whether so many may begin that shorter ids would meet.</param>
    public static RunState Written(FunctionWorld world, GrantedPlan plan, Budgets budgets, bool isOfMany = false)
    {
        var uuid = world.Random.Uuid();
        return new(isOfMany ? uuid[..8] + uuid[9..13] : uuid[..8], world.Clock.GetUtcNow(), world, plan, budgets, new SecretLog());
    }

    /// <summary>Eight hexadecimal digits; twelve for one of many, of a hundred thousand of which two would else be the same.</summary>
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

    /// <summary>The places in <see cref="Made"/> of what was taken back.</summary>
    public HashSet<int> TakenBack { get; } = [];

    /// <summary>Weighs what is held beside the bag of the scenario that is run now.</summary>
    public HeldVariables Held { get; } = new();

    /// <summary>What may have been made, but no answer came.</summary>
    public DoubtList Doubts { get; } = new();

    /// <summary>The client assertions that were sent.</summary>
    public SentAssertions Assertions { get; } = new();

    /// <summary>How the scenarios ended that inputs were obtained from, by canonical path: each is run once.</summary>
    public Dictionary<string, ScenarioOutcome> Obtained { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes until when values are good while something is obtained for other runs; null while nothing is.</summary>
    public SharedUntil? SharedUntil { get; set; }

    /// <summary>What it did before it stopped; null for a run that begins.</summary>
    public RunHistory? History { get; set; }

    /// <summary>How long it took before it stopped.</summary>
    public TimeSpan TimeBefore { get; private set; }

    /// <summary>Why it stops where it stands.</summary>
    public RunHalt Halt { get; set; }

    /// <summary>Where a run stood that goes on.</summary>
    /// <param name="stepsLeft">See <see cref="StepsLeft"/>.</param>
    /// <param name="time">How long it had taken.</param>
    /// <param name="doubts">Those that were open.</param>
    public void Restore(int stepsLeft, TimeSpan time, IEnumerable<Doubt> doubts)
    {
        (StepsLeft, TimeBefore) = (stepsLeft, time);
        Doubts.Restore(doubts);
    }

    /// <summary>Whether a step that is done again made what it had made before.</summary>
    public bool HasMade(UndoEntry entry) =>
        History is not null
        && Made.Where((m, i) => !TakenBack.Contains(i) && m.Place.Path == entry.Place.Path)
            .Any(m => entry.Bag.Variables.All(v => m.Bag.TryGet(v.Name, out var other) && other.Value.Equals(v.Value)));

    /// <summary>What a scenario was given anew, its undo is given too: a token that was good when something was made may be good no longer.</summary>
    /// <param name="path">What stands in front of the steps of the scenario.</param>
    /// <param name="bag">What it begins with by now.</param>
    public void RenewMade(string path, VariableBag bag)
    {
        var renewed = bag.Variables.Where(v => v.IsRenewed).ToList();
        for (var i = 0; i < Made.Count; i++)
        {
            var made = Made[i];
            if (made.Place.Prefix == path)
                Made[i] = made with { Bag = bag.Variables.Where(v => Takes(made, v)).Aggregate(made.Bag, (kept, v) => kept.With(v)) };
        }
        foreach (var old in History?.BoundAt(path) ?? [])
        {
            if (renewed.Find(v => v.Name == old.Name) is { } by)
                Replace(old.Value, by.Value);
        }
    }

    // One that was withheld is not among those it has, and needed all the same.
    private static bool Takes(UndoEntry made, Variable variable) =>
        made.Bag.TryGet(variable.Name, out _) ? variable.IsRenewed : made.Step.Uses.Any(u => u.Name == variable.Name);

    /// <summary>A step was done again: where its old values have run out, what they were handed on to has the new ones.</summary>
    /// <param name="former">How it had ended.</param>
    /// <param name="bag">The variables behind it by now.</param>
    /// <param name="now">The time of day.</param>
    public void RenewMade(RecordedStep former, VariableBag bag, DateTimeOffset now)
    {
        foreach (var old in former.Variables.Where(v => (former.UntilOf(v) ?? DateTimeOffset.MaxValue) <= now))
        {
            if (bag.TryGet(old.Name, out var renewed))
                Replace(old.Value, renewed.Value);
        }
    }

    private void Replace(Value old, Value renewed)
    {
        var by = new RenewedValue(old, renewed);
        for (var i = 0; i < Made.Count; i++)
        {
            foreach (var variable in Made[i].Bag.Variables.ToList())
            {
                if (by.In(variable.Value) is var anew && !ReferenceEquals(anew, variable.Value))
                    Made[i] = Made[i] with { Bag = Made[i].Bag.With(variable with { Value = anew }) };
            }
        }
    }

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
