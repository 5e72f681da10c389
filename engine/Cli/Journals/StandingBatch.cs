using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Cli.Journals;

/// <summary>A batch as it is listed, and where it stands.</summary>
/// <param name="Listed">What the journal says without its key.</param>
/// <param name="Standing">Where it stands.</param>
/// <param name="Title">What is run; null without the key.</param>
/// <param name="Command">What was typed; null without the key.</param>
internal sealed record StandingBatch(ListedBatch Listed, RunStanding Standing, string? Title = null, string? Command = null)
{
    public string Id => Listed.Batch.Id;

    /// <summary>Whether the same command goes on with it.</summary>
    public bool CanGoOn => Standing == RunStanding.Stopped;

    /// <summary>Whether something at a server hangs on it, or may.</summary>
    public bool IsNeeded => Standing != RunStanding.Ended || Listed.Open > 0 || Listed.LeftBehind > 0 || Listed.InDoubt > 0;

    public static StandingBatch Of(ListedBatch listed) =>
        new(
            listed,
            listed.Batch.EndedAt is not null
                ? RunStanding.Ended
                : RunOwner.Read(listed.Batch.Owner)?.Lives() switch
                {
                    true => RunStanding.Running,
                    false => RunStanding.Stopped,
                    null => RunStanding.Elsewhere,
                }
        );

    /// <summary>How many of its runs did this.</summary>
    public long Count(Outcome outcome) => Listed.Counts.Where(c => c.Outcome == outcome).Sum(c => c.Runs);
}
