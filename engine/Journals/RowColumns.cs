using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Journals;

/// <summary>A row of a run as a row of its table.</summary>
internal static class RowColumns
{
    /// <summary>Writes a row whose run is there, and which comes behind the last; changes nothing when it does not.</summary>
    public const string Insert = """
        INSERT INTO journal(run, number, at, body) SELECT $run, $number, $at, $body FROM run
        WHERE id = $run AND $number = (SELECT coalesce(max(number) + 1, 0) FROM journal WHERE run = $run)
        """;

    /// <summary>
    /// Of the run of a row: who wrote the last one; the number of this one, null when it is not there; whether it is the last; whether it is the same; whether there is one
    /// behind it.
    /// </summary>
    public const string Stands = """
        SELECT run.owner, journal.number, journal.number IS (SELECT max(number) FROM journal WHERE run = $run), at IS $at AND body IS $body,
        EXISTS (SELECT 1 FROM journal WHERE run = $run AND number > $number)
        FROM run LEFT JOIN journal ON journal.run = run.id AND journal.number = $number WHERE run.id = $run
        """;

    /// <summary>All rows of a run, in their order.</summary>
    public const string Select = "SELECT run, number, at, body FROM journal WHERE run = $id ORDER BY number";

    /// <summary>The first row of each run of a file of the first layout; run by run, since the table holds the others between them.</summary>
    public const string SelectFirstsOfFirst =
        "SELECT run, number, at, body FROM run CROSS JOIN journal ON journal.run = run.id AND number = 0";

    /// <summary>The same of those that belong to no batch.</summary>
    public const string SelectFirsts = $"{SelectFirstsOfFirst} WHERE run.batch IS NULL";

    /// <summary>Lets go of what stands before the last row of a run.</summary>
    public const string DeleteEarlier = "DELETE FROM journal WHERE run = $id AND number < $number";

    public static void Declare(SqliteCommand command)
    {
        command.Parameters.Add("$run", SqliteType.Text);
        command.Parameters.Add("$number", SqliteType.Integer);
        command.Parameters.Add("$at", SqliteType.Integer);
        command.Parameters.Add("$body", SqliteType.Blob);
    }

    public static void Fill(SqliteCommand command, JournalRow row)
    {
        var values = command.Parameters;
        values[0].Value = row.Run;
        values[1].Value = row.Number;
        values[2].Value = row.At.UtcTicks;
        values[3].Value = Octets(row.Body);
    }

    public static JournalRow Read(SqliteDataReader row) =>
        new(row.GetString(0), row.GetInt32(1), new DateTimeOffset(row.GetInt64(2), TimeSpan.Zero), (byte[])row.GetValue(3));

    private static byte[] Octets(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var part) && part is { Offset: 0, Array: { } whole } && whole.Length == part.Count
            ? whole
            : body.ToArray();
}
