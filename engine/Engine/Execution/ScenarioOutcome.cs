using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>How a scenario ended, added up while it runs.</summary>
internal sealed class ScenarioOutcome
{
    private readonly List<Diagnostic> problems = [];
    private readonly List<KeyValuePair<string, Rendered>> outputs = [];
    private readonly int[] counts = new int[Enum.GetValues<Outcome>().Length];

    /// <summary>The gravest outcome of its steps; skipped ones do not count.</summary>
    public Outcome Outcome { get; private set; } = Outcome.Passed;

    public int Skipped { get; set; }

    /// <summary>Of the scenario as a whole and of its steps.</summary>
    public ImmutableArray<Diagnostic> Problems => [.. problems];

    /// <summary>Problems that no step has told.</summary>
    public List<Diagnostic> OwnProblems { get; } = [];

    public MapValue Outputs => new([.. outputs.Select(o => KeyValuePair.Create(o.Key, o.Value.Value))]);

    public LabelSet OutputLabels => outputs.Aggregate(LabelSet.None, (labels, o) => labels.Union(o.Value.Labels));

    public LabelSet LabelsOf(string output) => outputs.Find(o => o.Key == output).Value.Labels;

    public int Count(Outcome outcome) => counts[(int)outcome];

    public void AddOutput(string name, Rendered value) => outputs.Add(new(name, value));

    public void Add(StepOutcome step)
    {
        counts[(int)step.Outcome]++;
        problems.AddRange(step.Problems);
        Worsen(step.Outcome);
    }

    public void Add(Outcome outcome, Diagnostic? problem = null)
    {
        if (problem is not null)
        {
            problems.Add(problem);
            OwnProblems.Add(problem);
        }
        Worsen(outcome);
    }

    private void Worsen(Outcome outcome)
    {
        if (outcome > Outcome && outcome != Outcome.Skipped)
            Outcome = outcome;
    }
}
