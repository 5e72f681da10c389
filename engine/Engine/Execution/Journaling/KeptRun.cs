using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>A run as its journal has it.</summary>
/// <param name="Listed">What is listed of it.</param>
/// <param name="Head">What it began with.</param>
/// <param name="Rows">All of them, in their order.</param>
internal sealed record KeptRun(JournaledRun Listed, RunHead Head, ImmutableArray<OpenedRow> Rows)
{
    /// <summary>Reads a run.</summary>
    /// <exception cref="JournalException">It cannot be read, or is not as it was written.</exception>
    public static async Task<KeptRun> ReadAsync(SealedJournal journal, JournaledRun listed, CancellationToken ct)
    {
        var rows = await journal.ReadAsync(listed.Id, ct);
        try
        {
            var opened = rows.Select(r => new OpenedRow(r.At, JsonDocument.Parse(r.Body, StateMarks.Reading).RootElement))
                .ToImmutableArray();
            return opened is [var first, ..]
                ? new KeptRun(listed, RunHead.Read(first.Body.GetProperty("head")), opened)
                : throw Unfit($"the run {listed.Id} ended before its first request");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Unfit($"the rows of the run {listed.Id} are not such as this version writes");
        }
    }

    /// <summary>What was told of it, in order.</summary>
    public IEnumerable<JsonElement> Events => Rows.SelectMany(r => r.Body.GetProperty("events").EnumerateArray());

    private static JournalException Unfit(string what) => new(what, "run the scenario anew");
}
