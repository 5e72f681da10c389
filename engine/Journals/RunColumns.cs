using Microsoft.Data.Sqlite;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Journals;

/// <summary>What is listed of a run as a row of its table.</summary>
internal static class RunColumns
{
    private const string Names =
        "id, digest, environment, started, changed, state, outcome, steps_done, left_behind, in_doubt, owner, key_id";

    private const string Values =
        "$id, $digest, $environment, $started, $changed, $state, $outcome, $steps_done, $left_behind, $in_doubt, $owner, $key_id";

    public const string Insert = $"INSERT OR IGNORE INTO run({Names}) VALUES ({Values})";

    public const string Update = $"UPDATE run SET ({Names}) = ({Values}) WHERE id = $id";

    public const string SelectOne = $"SELECT {Names} FROM run WHERE id = $id";

    public const string SelectAll = $"SELECT {Names} FROM run ORDER BY started DESC, id DESC";

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
        };

    private static bool IsText(string name) =>
        name is "$id" or "$digest" or "$environment" or "$state" or "$outcome" or "$owner" or "$key_id";

    private static string StateName(JournalState state) =>
        state switch
        {
            JournalState.Running => "running",
            JournalState.Waiting => "waiting",
            _ => "ended",
        };

    private static JournalState State(string name) =>
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

    private static Outcome OutcomeOf(string name) =>
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
