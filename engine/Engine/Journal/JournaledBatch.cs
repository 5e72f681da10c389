using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Journal;

/// <summary>The runs of one command, as a journal lists them: what they were made of is sealed, or a digest that only who has the key can make.</summary>
internal sealed record JournaledBatch
{
    /// <summary>Eight hexadecimal digits, unique in its journal.</summary>
    public required string Id { get; init; }

    /// <summary>The same for the same command over the same files: a digest.</summary>
    public required string Key { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When all of it was done; null while it is not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The process that runs it, or did so last.</summary>
    public required string Owner { get; init; }

    /// <inheritdoc cref="JournaledRun.KeyId"/>
    public required string KeyId { get; init; }

    /// <summary>What is said of it to people; sealed by whoever wrote it.</summary>
    public required ReadOnlyMemory<byte> Head { get; init; }

    /// <summary>An id for one that begins.</summary>
    public static string NewId()
    {
        Span<byte> id = stackalloc byte[sizeof(uint)];
        RandomSource.System.Fill(id);
        return Convert.ToHexStringLower(id);
    }
}

/// <summary>A batch with what its runs have come to.</summary>
/// <param name="Batch">As it is listed.</param>
/// <param name="ChangedAt">When the last was written of it.</param>
/// <param name="Counts">How many of its runs stand how.</param>
/// <param name="LeftBehind">How many things its runs made are still there.</param>
/// <param name="InDoubt">How many of their requests may have been carried out although no answer came.</param>
internal sealed record ListedBatch(
    JournaledBatch Batch,
    DateTimeOffset ChangedAt,
    ImmutableArray<BatchCount> Counts,
    long LeftBehind,
    long InDoubt
)
{
    /// <summary>How many of its runs are there.</summary>
    public long Runs => Counts.Sum(c => c.Runs);

    /// <summary>How many of them are not over.</summary>
    public long Open => Counts.Where(c => c.State != JournalState.Ended).Sum(c => c.Runs);
}

/// <summary>How many runs of a batch stand the same.</summary>
/// <param name="State">Where they stand.</param>
/// <param name="Outcome">How they ended; null for those that are not over.</param>
/// <param name="Runs">How many.</param>
internal sealed record BatchCount(JournalState State, Outcome? Outcome, long Runs);

/// <summary>A run of a batch with its last row, which says that it is listed as it was written.</summary>
/// <param name="Run">As it is listed.</param>
/// <param name="Last">Null when it has none: then nothing of it was done.</param>
internal sealed record BatchedRun(JournaledRun Run, JournalRow? Last);
