using System.Collections.Immutable;
using PingOneScenarios.Cli.Load;
using PingOneScenarios.Cli.Rows;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Batch;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Many;

/// <summary>The runs of a command.</summary>
/// <param name="Items">In the order of the command line, made of what was prepared for it.</param>
internal sealed record ManyRuns(Func<IReadOnlyList<PreparedRun>, RunDress, IEnumerable<BatchItem>> Items)
{
    /// <summary>How many there are.</summary>
    public required int Count { get; init; }

    /// <summary>How many are under way at a time, and when no more begin.</summary>
    public BatchWishes Wishes { get; init; } = new();

    /// <summary>Whether so many are run that those that passed leave no line.</summary>
    public bool IsBulk { get; init; }

    /// <summary>Whether each scenario is run against several environments.</summary>
    public bool IsMatrix { get; init; }

    /// <summary>Whether nothing is shown but what is wrong.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>What is counted.</summary>
    public string Noun { get; init; } = "scenarios";

    /// <summary>What is said before the first; null for nothing.</summary>
    public string? FirstLine { get; init; }

    /// <summary>Gives the settings of a run what all runs of the command share.</summary>
    public Func<RunSettings, RunSettings> Given { get; init; } = settings => settings;

    /// <summary>The same for those that are bound already.</summary>
    public Func<PreparedRun, PreparedRun> Dressed { get; init; } = prepared => prepared;

    /// <summary>Opens the book of the batch in a journal; null when the runs are none.</summary>
    public Func<IReadOnlyList<PreparedRun>, RunJournal, CancellationToken, Task<BatchBook>>? OpenBook { get; init; }

    /// <summary>Where it is written what became of rows; null for nowhere.</summary>
    public OutcomeFiles? Outcomes { get; init; }

    /// <summary>The load they are; null when each is run as often as it is named.</summary>
    public LoadWish? Load { get; init; }

    /// <summary>What the runs must keep to, by the path of their scenario; one without limits is not among them.</summary>
    public ImmutableDictionary<string, ImmutableArray<Limit>> Limits { get; init; } =
        ImmutableDictionary<string, ImmutableArray<Limit>>.Empty;

    /// <summary>Scenarios one after the other, each once.</summary>
    public static ManyRuns Of(int count) =>
        new((prepared, dress) => prepared.Select((p, i) => BatchItem.Of(dress.Written(p), i))) { Count = count };
}
