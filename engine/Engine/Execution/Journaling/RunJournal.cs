using System.Text.Json;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>A journal as runs are written into it.</summary>
/// <param name="Rows">Where the rows go.</param>
/// <param name="Owner">This process, so that others can see whether it still goes on.</param>
/// <param name="WriteEvent">An event as JSON, with bodies no longer than wished.</param>
internal sealed record RunJournal(SealedJournal Rows, string Owner, Action<Utf8JsonWriter, RunEvent> WriteEvent)
{
    /// <summary>An event as it was written.</summary>
    public required Func<JsonElement, RunEvent> ReadEvent { get; init; }

    /// <summary>Whether no secret is written, not even sealed: what a resume lacks then is obtained again or asked for.</summary>
    public bool WithholdsSecrets { get; init; }
}
