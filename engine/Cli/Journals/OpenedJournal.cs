using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Cli.Journals;

/// <summary>The journal of the runs of a command.</summary>
/// <param name="Rows">Null when the runs are not written down.</param>
/// <param name="Missing">Why they are not though they should be; null when all is as it should be.</param>
internal sealed record OpenedJournal(SealedJournal? Rows, JournalException? Missing) : IAsyncDisposable
{
    /// <summary>Nobody wants one.</summary>
    public static OpenedJournal None { get; } = new(null, null);

    /// <summary>What is said of a journal that is missing, a line; null when none is.</summary>
    public string? Words =>
        Missing is null ? null : $"no journal, so the run cannot be resumed or undone later: {JournalWords.Of(Missing)}";

    public ValueTask DisposeAsync() => Rows?.DisposeAsync() ?? ValueTask.CompletedTask;
}
