using Microsoft.Data.Sqlite;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Journals;

/// <summary>What is listed of a run as a row of its table.</summary>
internal static class RunColumns
{
    private const string Names =
        "id, digest, environment, started, changed, state, outcome, steps_done, left_behind, in_doubt, owner, key_id, batch, row_id, row_number";

    private const string Values =
        "$id, $digest, $environment, $started, $changed, $state, $outcome, $steps_done, $left_behind, $in_doubt, $owner, $key_id, $batch, $row_id, $row_number";

    // As the first layout has them.
    private const string FirstNames =
        "id, digest, environment, started, changed, state, outcome, steps_done, left_behind, in_doubt, owner, key_id, NULL, NULL, NULL";

    /// <summary>Writes a run unless one of its id is there; one of a batch only while that is its owner's.</summary>
    public const string Insert = $"""
        INSERT OR IGNORE INTO run({Names}) SELECT {Values}
        WHERE $batch IS NULL OR EXISTS (SELECT 1 FROM batch WHERE id = $batch AND owner = $owner AND ended IS NULL)
        """;

    public const string Update = $"UPDATE run SET ({Names}) = ({Values}) WHERE id = $id";

    public const string SelectOne = $"SELECT {Names} FROM run WHERE id = $id";

    public const string SelectAll = $"SELECT {Names} FROM run WHERE batch IS NULL ORDER BY started DESC, id DESC";

    /// <summary>The same of a file of the first layout.</summary>
    public const string SelectOneOfFirst = $"SELECT {FirstNames} FROM run WHERE id = $id";

    /// <inheritdoc cref="SelectOneOfFirst"/>
    public const string SelectAllOfFirst = $"SELECT {FirstNames} FROM run ORDER BY started DESC, id DESC";

    /// <summary>Runs of batches whose ids begin like one.</summary>
    public const string SelectBatched =
        $"SELECT {Names} FROM run WHERE batch IS NOT NULL AND id >= $id AND substr(id, 1, length($id)) = $id ORDER BY id LIMIT 20";

    /// <summary>Runs of a batch behind one, each with its last row.</summary>
    public const string SelectOfBatch = $"""
        SELECT {Names}, last.number, last.at, last.body FROM run LEFT JOIN journal AS last ON last.run = run.id
        AND last.number = (SELECT max(number) FROM journal AS any WHERE any.run = run.id)
        WHERE batch = $id AND (row_id, id) > ($row, $run) ORDER BY row_id, id LIMIT 500
        """;

    public static void Declare(SqliteCommand command)
    {
        foreach (var name in Values.Split(", "))
            command.Parameters.Add(name, IsText(name) ? SqliteType.Text : SqliteType.Integer);
    }

    public static void Fill(SqliteCommand command, JournaledRun run)
    {
        var values = command.Parameters;
        values[0].Value = run.Id;
        values[1].Value = run.Digest;
        values[2].Value = run.Environment;
        values[3].Value = run.StartedAt.UtcTicks;
        values[4].Value = run.ChangedAt.UtcTicks;
        values[5].Value = StateName(run.State);
        values[6].Value = run.Outcome is { } outcome ? OutcomeName(outcome) : DBNull.Value;
        values[7].Value = run.StepsDone;
        values[8].Value = run.LeftBehind;
        values[9].Value = run.InDoubt;
        values[10].Value = run.Owner;
        values[11].Value = run.KeyId;
        values[12].Value = (object?)run.Batch ?? DBNull.Value;
        values[13].Value = (object?)run.RowId ?? DBNull.Value;
        values[14].Value = (object?)run.RowNumber ?? DBNull.Value;
    }

    public static JournaledRun Read(SqliteDataReader row) =>
        new()
        {
            Id = row.GetString(0),
            Digest = row.GetString(1),
            Environment = row.GetString(2),
            StartedAt = new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero),
            ChangedAt = new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero),
            State = State(row.GetString(5)),
            Outcome = row.IsDBNull(6) ? null : OutcomeOf(row.GetString(6)),
            StepsDone = row.GetInt32(7),
            LeftBehind = row.GetInt32(8),
            InDoubt = row.GetInt32(9),
            Owner = row.GetString(10),
            KeyId = row.GetString(11),
            Batch = row.IsDBNull(12) ? null : row.GetString(12),
            RowId = row.IsDBNull(13) ? null : row.GetString(13),
            RowNumber = row.IsDBNull(14) ? null : row.GetInt64(14),
        };

    /// <summary>A row of <see cref="SelectOfBatch"/>.</summary>
    public static BatchedRun ReadOfBatch(SqliteDataReader row)
    {
        var run = Read(row);
        if (row.IsDBNull(15))
            return new BatchedRun(run, null);
        var at = new DateTimeOffset(row.GetInt64(16), TimeSpan.Zero);
        return new BatchedRun(run, new JournalRow(run.Id, row.GetInt32(15), at, (byte[])row.GetValue(17)));
    }

    private static bool IsText(string name) =>
        name is "$id" or "$digest" or "$environment" or "$state" or "$outcome" or "$owner" or "$key_id" or "$batch" or "$row_id";

    private static string StateName(JournalState state) =>
        state switch
        {
            JournalState.Running => "running",
            JournalState.Waiting => "waiting",
            _ => "ended",
        };

    public static JournalState State(string name) =>
        name switch
        {
            "running" => JournalState.Running,
            "waiting" => JournalState.Waiting,
            _ => JournalState.Ended,
        };

    private static string OutcomeName(Outcome outcome) =>
        outcome switch
        {
            Outcome.Passed => "passed",
            Outcome.Skipped => "skipped",
            Outcome.Failed => "failed",
            Outcome.Broken => "broken",
            Outcome.Cancelled => "cancelled",
            _ => "unknown",
        };

    public static Outcome OutcomeOf(string name) =>
        name switch
        {
            "passed" => Outcome.Passed,
            "skipped" => Outcome.Skipped,
            "failed" => Outcome.Failed,
            "broken" => Outcome.Broken,
            "cancelled" => Outcome.Cancelled,
            _ => Outcome.Unknown,
        };
}
