using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;
using PingOneScenarios.Engine.Journal;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Cli.Journals;

/// <summary>What the opened rows of a run tell.</summary>
internal static class StoredRun
{
    /// <summary>Of the scenario; empty when the row does not begin a run.</summary>
    public static string TitleOf(JournalRow first) => EventsOf([first]).OfType<RunStarted>().FirstOrDefault()?.Title ?? "";

    /// <summary>What happened, in order, each as its observers heard it.</summary>
    /// <exception cref="JournalException">A row is not as this p1s writes rows.</exception>
    public static IEnumerable<RunEvent> EventsOf(IEnumerable<JournalRow> rows)
    {
        // One for the run: an event may refer to the one before it.
        var log = new EventLog();
        return rows.SelectMany(row => EventsOf(row, log));
    }

    /// <summary>The steps whose request may have been carried out although no answer came.</summary>
    public static ImmutableArray<DoubtLeft> InDoubt(JournalRow last)
    {
        using var document = Parse(last);
        return DoubtLeft.In(document.RootElement);
    }

    /// <summary>Whether something the run made was taken back.</summary>
    public static bool HasTakenBack(IEnumerable<JournalRow> rows) =>
        rows.Any(row =>
        {
            using var document = Parse(row);
            return TakenBackIn(document.RootElement) > 0;
        });

    /// <summary>How many things a row tells were taken back.</summary>
    public static int TakenBackIn(JsonElement row) =>
        row.GetProperty("facts").EnumerateArray().Count(f => f.GetProperty("fact").ValueEquals("takenBack"));

    private static List<RunEvent> EventsOf(JournalRow row, EventLog log)
    {
        using var document = Parse(row);
        try
        {
            return document.RootElement.TryGetProperty("events", out var events) ? [.. events.EnumerateArray().Select(log.Read)] : [];
        }
        catch (ReportFormatException e)
        {
            throw Strange(row, ": " + e.Message);
        }
    }

    private static JsonDocument Parse(JournalRow row)
    {
        try
        {
            return JsonDocument.Parse(row.Body);
        }
        catch (JsonException)
        {
            throw Strange(row, "");
        }
    }

    private static JournalException Strange(JournalRow row, string why) =>
        new($"row {row.Number} of the run {row.Run} holds what this p1s cannot read{why}", "use the p1s that wrote it, or a newer one");
}
