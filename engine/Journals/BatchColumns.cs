using Microsoft.Data.Sqlite;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Journals;

/// <summary>What is listed of a batch as a row of its table.</summary>
internal static class BatchColumns
{
    private const string Names = "id, key, started, ended, owner, key_id, head";

    private const string Values = "$id, $key, $started, $ended, $owner, $key_id, $head";

    public const string Insert = $"INSERT OR IGNORE INTO batch({Names}) VALUES ({Values})";

    /// <summary>Changes one that has not ended and is somebody's; it ends only when all of it is over.</summary>
    public const string Update = $"""
        UPDATE batch SET ({Names}) = ({Values}) WHERE id = $id AND owner = $before AND ended IS NULL AND ($ended IS NULL OR NOT EXISTS (
            SELECT 1 FROM run WHERE batch = $id AND (state <> 'ended' OR outcome = 'unknown' AND in_doubt > 0) AND EXISTS (SELECT 1 FROM journal WHERE run = run.id)
        ))
        """;

    public const string SelectLast = $"SELECT {Names} FROM batch WHERE key = $id ORDER BY started DESC, id DESC LIMIT 1";

    public const string SelectAll = $"SELECT {Names} FROM batch ORDER BY started DESC, id DESC";

    /// <summary>Whose a batch is; null when it has ended.</summary>
    public const string SelectOwner = "SELECT CASE WHEN ended IS NULL THEN owner END FROM batch WHERE id = $id";

    /// <summary>What the runs of all batches have come to, batch by batch.</summary>
    public const string Count = """
        SELECT batch, state, outcome, count(*), sum(left_behind), sum(in_doubt), max(changed) FROM run WHERE batch IS NOT NULL
        GROUP BY batch, state, outcome
        """;

    public static void Declare(SqliteCommand command, bool hasBefore)
    {
        foreach (var name in Values.Split(", "))
            command.Parameters.Add(name, TypeOf(name));
        if (hasBefore)
            command.Parameters.Add("$before", SqliteType.Text);
    }

    public static void Fill(SqliteCommand command, JournaledBatch batch)
    {
        var values = command.Parameters;
        values[0].Value = batch.Id;
        values[1].Value = batch.Key;
        values[2].Value = batch.StartedAt.UtcTicks;
        values[3].Value = batch.EndedAt is { } ended ? ended.UtcTicks : DBNull.Value;
        values[4].Value = batch.Owner;
        values[5].Value = batch.KeyId;
        values[6].Value = batch.Head.ToArray();
    }

    public static JournaledBatch Read(SqliteDataReader row) =>
        new()
        {
            Id = row.GetString(0),
            Key = row.GetString(1),
            StartedAt = new DateTimeOffset(row.GetInt64(2), TimeSpan.Zero),
            EndedAt = row.IsDBNull(3) ? null : new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero),
            Owner = row.GetString(4),
            KeyId = row.GetString(5),
            Head = (byte[])row.GetValue(6),
        };

    private static SqliteType TypeOf(string name) =>
        name switch
        {
            "$started" or "$ended" => SqliteType.Integer,
            "$head" => SqliteType.Blob,
            _ => SqliteType.Text,
        };
}

/// <summary>How many runs of a batch stand the same, as the store counts them.</summary>
/// <param name="Batch">Its id.</param>
/// <param name="Count">How many, and how they stand.</param>
/// <param name="LeftBehind">What they left.</param>
/// <param name="InDoubt">What is in doubt of them.</param>
/// <param name="ChangedAt">When the last was written of one of them.</param>
internal sealed record CountedRuns(string Batch, BatchCount Count, long LeftBehind, long InDoubt, DateTimeOffset ChangedAt)
{
    /// <summary>A row of <see cref="BatchColumns.Count"/>.</summary>
    public static CountedRuns Read(SqliteDataReader row) =>
        new(
            row.GetString(0),
            new BatchCount(
                RunColumns.State(row.GetString(1)),
                row.IsDBNull(2) ? null : RunColumns.OutcomeOf(row.GetString(2)),
                row.GetInt64(3)
            ),
            row.GetInt64(4),
            row.GetInt64(5),
            new DateTimeOffset(row.GetInt64(6), TimeSpan.Zero)
        );

    /// <summary>The same of a run.</summary>
    public static CountedRuns Of(JournaledRun run) =>
        new(run.Batch!, new BatchCount(run.State, run.Outcome, 1), run.LeftBehind, run.InDoubt, run.ChangedAt);

    /// <summary>A batch with what its runs come to.</summary>
    public static ListedBatch Sum(JournaledBatch batch, IEnumerable<CountedRuns> counted)
    {
        var own = counted.ToList();
        return new ListedBatch(
            batch,
            own.Select(c => c.ChangedAt).Append(batch.EndedAt ?? batch.StartedAt).Max(),
            [
                .. own.GroupBy(c => (c.Count.State, c.Count.Outcome), c => c.Count.Runs)
                    .OrderBy(g => g.Key)
                    .Select(g => new BatchCount(g.Key.State, g.Key.Outcome, g.Sum())),
            ],
            own.Sum(c => c.LeftBehind),
            own.Sum(c => c.InDoubt)
        );
    }
}
