using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>How a scenario ended, added up while it runs.</summary>
internal sealed class ScenarioOutcome
{
    /// <summary>Why steps are skipped that are left when somebody wishes to stop.</summary>
    public const string WasCancelled = "the run was cancelled";

    private readonly List<KeyValuePair<string, Rendered>> outputs = [];
    private readonly int[] counts = new int[Enum.GetValues<Outcome>().Length];

    /// <summary>The first outcome that is not good, for it is why the rest did not run; cancelled outranks it, and unknown outranks that.</summary>
    public Outcome Outcome { get; private set; } = Outcome.Passed;

    public int Skipped { get; set; }

    /// <summary>What it went on with after its file was edited; null when it was not.</summary>
    public Plan? Edited { get; set; }

    /// <summary>Whether a step of it ran, or one of a scenario it called.</summary>
    public bool HasRun { get; private set; }

    /// <summary>Whether policy refused something of the scenario, or of its steps.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Problems that no step has told.</summary>
    public List<Diagnostic> OwnProblems { get; } = [];

    public MapValue Outputs => new([.. outputs.Select(o => KeyValuePair.Create(o.Key, o.Value.Value))]);

    /// <summary>What an earlier run made and nobody knows how to take back.</summary>
    public List<string> Lost { get; } = [];

    /// <summary>Whether another run of the command ran it.</summary>
    public bool IsShared { get; private init; }

    /// <summary>One that passed in another run, which gave this.</summary>
    public static ScenarioOutcome SharedWith(MapValue outputs)
    {
        var outcome = new ScenarioOutcome { IsShared = true, HasRunAnew = true };
        outcome.outputs.AddRange(outputs.Members.Select(m => KeyValuePair.Create(m.Key, new Rendered(m.Value))));
        return outcome;
    }

    /// <summary>One that did not pass in another run.</summary>
    /// <param name="how">How it ended there.</param>
    /// <param name="problem">Says so.</param>
    /// <param name="isRefused">Whether policy refused something there.</param>
    public static ScenarioOutcome FailedElsewhere(Outcome how, Diagnostic problem, bool isRefused)
    {
        var outcome = new ScenarioOutcome { IsShared = true };
        outcome.Add(how, problem);
        outcome.IsRefused = isRefused;
        return outcome;
    }

    public int Count(Outcome outcome) => counts[(int)outcome];

    public void AddOutput(string name, Rendered value) => outputs.Add(new(name, value));

    /// <summary>Why the steps that are left are skipped; null while they are not.</summary>
    public string? SkipReason { get; private set; }

    /// <summary>Whether a step of it ran in this process.</summary>
    public bool HasRunAnew { get; private set; }

    public void Add(StepResult step)
    {
        HasRunAnew |= !step.IsRecorded;
        counts[(int)step.Outcome]++;
        HasRun |= step.Outcome != Outcome.Skipped && !step.IsIdle;
        IsRefused |= step.IsRefused;
        Worsen(step.Outcome, step.Outcome == Outcome.Cancelled ? WasCancelled : "an earlier step did not pass");
    }

    /// <summary>An input could not be obtained from a scenario that ended like this, which counts as a step does.</summary>
    public void AddObtained(string input, ScenarioOutcome source)
    {
        IsRefused |= source.IsRefused;
        OwnProblems.AddRange(source.OwnProblems);
        counts[(int)source.Outcome]++;
        Worsen(source.Outcome, $"the input \"{input}\" could not be obtained");
    }

    public void Add(Outcome outcome, Diagnostic problem)
    {
        IsRefused |= problem.Code.IsRefusal;
        OwnProblems.Add(problem);
        Worsen(outcome, problem.What);
    }

    /// <summary>Something an earlier run made that nobody knows how to take back.</summary>
    public void Lose(Diagnostic problem)
    {
        Lost.Add(problem.What);
        Add(Outcome.Broken, problem);
        counts[(int)Outcome.Broken]++;
    }

    public void Cancel() => Worsen(Outcome.Cancelled, WasCancelled);

    private void Worsen(Outcome outcome, string reason)
    {
        if (outcome is Outcome.Passed or Outcome.Skipped)
            return;
        SkipReason ??= reason;
        if (Outcome == Outcome.Passed || outcome > Outcome && outcome is Outcome.Cancelled or Outcome.Unknown)
            Outcome = outcome;
    }
}
