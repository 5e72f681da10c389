using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>A run as its journal has it.</summary>
/// <param name="Listed">What is listed of it.</param>
/// <param name="Head">What it began with, or went on with when that was accepted.</param>
/// <param name="Rows">All of them, in their order.</param>
internal sealed record KeptRun(JournaledRun Listed, RunHead Head, ImmutableArray<OpenedRow> Rows)
{
    /// <summary>Reads a run.</summary>
    /// <exception cref="JournalException">It cannot be read, or is not as it was written.</exception>
    public static async Task<KeptRun> ReadAsync(SealedJournal journal, JournaledRun listed, CancellationToken ct)
    {
        var rows = await journal.ReadAsync(listed.Id, ct);
        if (rows is [var only] && ClosingRow.Is(only))
            throw Unfit($"the run {listed.Id} of the batch {listed.Batch} has passed and left nothing behind, so only that is kept of it");
        try
        {
            var opened = rows.Select(r => new OpenedRow(r.At, JsonDocument.Parse(r.Body, StateMarks.Reading).RootElement))
                .ToImmutableArray();
            return opened is [_, ..]
                ? new KeptRun(listed, RunHead.Read(opened.Last(r => r.Body.TryGetProperty("head", out _)).Body.GetProperty("head")), opened)
                : throw Unfit($"the run {listed.Id} ended before its first request");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Unfit($"the rows of the run {listed.Id} are not such as this version writes");
        }
    }

    /// <summary>What was told of it, in order.</summary>
    public IEnumerable<JsonElement> Events => Rows.SelectMany(r => r.Body.GetProperty("events").EnumerateArray());

    /// <summary>The journal it is in, to be written into as it was.</summary>
    /// <param name="rows">The journal.</param>
    /// <param name="owner">This process.</param>
    public RunJournal In(SealedJournal rows, string owner) =>
        new(rows, owner) { WithholdsSecrets = Head.WithholdsSecrets, LargestBody = Head.LargestBody };

    private static JournalException Unfit(string what) => new(what, "run the scenario anew");
}
