using System.Globalization;
using System.Text;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Journals.Tests;

/// <summary>Runs and rows to write.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, 123, TimeSpan.FromHours(2));

    public static JournaledRun Run(string id, string owner = "one", int minute = 0) =>
        new()
        {
            Id = id,
            Digest = "00ff",
            Environment = "Umgebung “ä”",
            StartedAt = Start.AddMinutes(minute),
            ChangedAt = Start.AddMinutes(minute),
            State = JournalState.Running,
            Owner = owner,
            KeyId = "0123abcd",
        };

    public static JournaledBatch Batch(string id, string key = "k", string owner = "one", int minute = 0) =>
        new()
        {
            Id = id,
            Key = key,
            StartedAt = Start.AddMinutes(minute),
            Owner = owner,
            KeyId = "0123abcd",
            Head = Encoding.UTF8.GetBytes($"head of {id}"),
        };

    /// <summary>A run of a batch.</summary>
    public static JournaledRun Part(string id, string batch, string rowId, long? number = null, string owner = "one") =>
        Run(id, owner) with
        {
            Batch = batch,
            RowId = rowId,
            RowNumber = number,
        };

    /// <summary>A row that tells itself apart from every other of its run and number by who wrote it.</summary>
    public static JournalRow Row(string run, int number, string writer = "one", int length = 0) =>
        new(run, number, Start.AddSeconds(number), Body(run, number, writer, length));

    public static byte[] Body(string run, int number, string writer, int length)
    {
        var words = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{run}/{number} by {writer};"));
        var body = new byte[Math.Max(length, words.Length)];
        for (var i = 0; i < body.Length; i++)
            body[i] = words[i % words.Length];
        return body;
    }

    /// <summary>The rows of a run are those that <see cref="Row"/> makes of the same numbers, as many as there are, from 0 without a gap.</summary>
    public static bool AreWhole(IReadOnlyList<JournalRow> rows, string run, string writer, int length) =>
        rows.Select((row, i) => row.Number == i && row.Body.Span.SequenceEqual(Body(run, i, writer, length))).All(same => same);
}
