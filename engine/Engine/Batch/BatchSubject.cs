using System.Collections.Immutable;
using System.Globalization;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Engine.Batch;

/// <summary>What the runs of a command are made of: the same command over the same files has the same key, and goes on with what it began.</summary>
internal sealed record BatchSubject
{
    /// <summary>Digests of each scenario with each environment, in the order of the command line.</summary>
    public required ImmutableArray<string> Runs { get; init; }

    /// <summary>A digest of the rows; null without rows.</summary>
    public string? Rows { get; init; }

    /// <summary>How many times each is run.</summary>
    public long Repeat { get; init; } = 1;

    /// <summary>Which of the rows are meant, such as those that failed; null for all.</summary>
    public string? Selection { get; init; }

    /// <summary>Which part of the runs is done here, such as <c>2/5</c>; null for all.</summary>
    public string? Shard { get; init; }

    /// <param name="firsts">Each scenario bound to each environment, with the first of its rows.</param>
    /// <param name="journal">Its key makes the digests.</param>
    public static BatchSubject Of(IEnumerable<PreparedRun> firsts, RunJournal journal) =>
        new() { Runs = [.. firsts.Select(f => f.SubjectIn(journal) ?? "")] };

    /// <summary>The key of its batches: whoever has not the key of the journal learns nothing of it, and cannot try what it is made of.</summary>
    public string KeyIn(JournalKey key)
    {
        string[] parts = [Rows ?? "", Repeat.ToString(CultureInfo.InvariantCulture), Selection ?? "", Shard ?? "", .. Runs];
        return key.HmacOf("batch" + string.Concat(parts.Select(p => $"{p.Length}:{p}")));
    }
}
