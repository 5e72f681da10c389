using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Execution.Sharing;
using PingOneScenarios.Engine.Execution.Tracing;
using PingOneScenarios.Engine.Http.Pacing;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine;

/// <summary>What an operator gives to a scenario, and how it is run.</summary>
public sealed record RunSettings
{
    /// <summary>Inputs by name, as text; lists and maps as JSON. The last one of a name counts.</summary>
    public IEnumerable<KeyValuePair<string, string>> Inputs { get; init; } = [];

    /// <summary>A file, or the name of a PingOne region (na, ca, eu, au, sg, ap); null for none.</summary>
    public string? Environment { get; init; }

    /// <summary>Takes the place of an environment when the local PingOne is used.</summary>
    public LocalPingOne? LocalPingOne { get; init; }

    /// <summary>Origins the run may contact besides those of the inputs and of the environment, such as <c>https://host</c>.</summary>
    public ImmutableArray<string> AllowOrigins { get; init; } = [];

    /// <summary>Hosts that stand in a network of the operator's own (trust rule 2).</summary>
    public ImmutableArray<string> AllowPrivate { get; init; } = [];

    /// <summary>Answers for variables and prompts; nobody if not given.</summary>
    public IOperator Operator { get; init; } = new Nobody();

    /// <summary>When what the run made is taken back; never if not given.</summary>
    public UndoPolicy Undo { get; init; } = UndoPolicy.Never;

    /// <summary>What the run may use up; 1,000 steps and 15 minutes if not given.</summary>
    public Budgets Budgets { get; init; } = Budgets.Usual;

    /// <summary>Whether a run in which no step ran is as it should be.</summary>
    public bool AllowEmpty { get; init; }

    /// <summary>Whether every exchange is told, not only those of steps that did not pass.</summary>
    public bool RecordAll { get; init; }

    /// <summary>Asked what became of a request of which nobody knows; null when nobody can be asked.</summary>
    public IDoubtGate? Doubts { get; init; }

    /// <summary>Null for a run nobody watches through spans and metrics.</summary>
    public TraceSettings? Trace { get; init; }

    /// <summary>Which of many runs it is; null for the only one.</summary>
    internal Slot? Slot { get; init; }

    /// <summary>What its row gives; nothing without rows.</summary>
    internal RowGift RowInputs { get; init; } = RowGift.None;

    /// <summary>At what pace the runs of the command send; null for one that need not wait for others.</summary>
    internal OriginPace? Pace { get; init; }

    /// <summary>What the runs of the command obtain for one another; null for one that obtains all by itself.</summary>
    internal SharedRuns? Shared { get; init; }

    /// <summary>Whether these are the settings of one environment among several: secrets come from its file alone.</summary>
    internal bool IsOneOfSeveral { get; init; }

    /// <summary>Where the runs are written down; null for nowhere.</summary>
    internal RunJournal? Journal { get; init; }

    /// <summary>What inputs were given when a run began that goes on, for those whose sources give nothing now.</summary>
    internal IReadOnlyDictionary<string, string> Recorded { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Files of the operator's beside those of the environment, which no scenario sends (trust rule 8).</summary>
    internal ImmutableArray<string> OwnFiles { get; init; } = [];

    /// <summary>Shared by the settings of a process, so that no secret is read twice.</summary>
    internal SecretSources Secrets { get; init; } = Workspace.NewSecretSources();

    /// <summary>Where all of this comes from, as people are told: "it came from …".</summary>
    internal GiftNames Names { get; init; } = GiftNames.OfProgram;

    /// <summary>Says a problem in the words of whoever runs the scenario: the engine names what to grant, a command its option.</summary>
    internal Func<Diagnostic, Diagnostic> Words { get; init; } = problem => problem;

    /// <summary>Where something is written that is given here: a name, an origin, <c>name=value</c> of an input. Must not show a value that may be secret.</summary>
    internal Func<string, SourceSpan> PlaceOf { get; init; } = _ => new SourceText("run settings", "").Beginning;
}
