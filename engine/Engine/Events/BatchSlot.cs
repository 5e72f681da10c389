using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Events;

/// <summary>Which of the many runs of a command one is.</summary>
public sealed record BatchSlot
{
    /// <summary>From 0, in the order of the command line, whichever runs first; the attempts of one run have the same.</summary>
    public required long Index { get; init; }

    /// <summary>The id of the rows that are run together; null without rows.</summary>
    public MaskedText? Batch { get; init; }

    /// <summary>Which row of its file it is run with, from 1; null without rows.</summary>
    public long? RowNumber { get; init; }

    /// <summary>What its row is called; null for one without a name.</summary>
    public MaskedText? Row { get; init; }

    /// <summary>Which of the repetitions it belongs to, from 1; null without any.</summary>
    public int? Repetition { get; init; }

    /// <summary>How often the scenario was begun with this row, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Whether its scenario is run against other environments too, so that only the environment tells some of its runs apart.</summary>
    public bool IsInMatrix { get; init; }

    /// <summary>Which part of the runs is done here, such as <c>2/5</c>; null where all are.</summary>
    public MaskedText? Shard { get; init; }
}
