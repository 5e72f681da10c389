using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Journal;

/// <summary>What a journal says of a run without its key: everything else is sealed.</summary>
internal sealed record JournaledRun
{
    /// <summary>Unique in its journal; see <see cref="RunEvent.RunId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>A digest, in hexadecimal digits, of all files the scenario is made of.</summary>
    public required string Digest { get; init; }

    /// <summary>The name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its last row was written.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Whether it is over.</summary>
    public required JournalState State { get; init; }

    /// <summary>How it ended; null while it is not over.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>How many steps have ended.</summary>
    public int StepsDone { get; init; }

    /// <summary>How many things it made are still there.</summary>
    public int LeftBehind { get; init; }

    /// <summary>How many of its requests may have been carried out although no answer came.</summary>
    public int InDoubt { get; init; }

    /// <summary>Whether it is over, and known what became of it: a batch is not over before each of its runs is.</summary>
    public bool IsSettled => State == JournalState.Ended && (Outcome != Events.Outcome.Unknown || InDoubt == 0);

    /// <summary>The process that wrote the last row.</summary>
    public required string Owner { get; init; }

    /// <summary>Which key its rows are sealed with: eight hexadecimal digits that do not tell the key.</summary>
    public required string KeyId { get; init; }

    /// <summary>The id of the batch it belongs to; null for none.</summary>
    public string? Batch { get; init; }

    /// <summary>Which part of its batch it does, as whoever runs the batch calls it: a digest, never a cell. Null only without a batch.</summary>
    public string? RowId { get; init; }

    /// <summary>Which row of its file that is, from 1; null without rows.</summary>
    public long? RowNumber { get; init; }
}

/// <summary>Where a run stands in its journal.</summary>
internal enum JournalState
{
    /// <summary>Somebody runs it, or did so when the process ended.</summary>
    Running,

    /// <summary>It waits for somebody to say what became of a request in doubt.</summary>
    Waiting,

    /// <summary>It is over.</summary>
    Ended,
}
