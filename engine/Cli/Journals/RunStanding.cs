using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Cli.Journals;

/// <summary>Where a run stands, as far as this process can see.</summary>
internal enum RunStanding
{
    /// <summary>A process runs it.</summary>
    Running,

    /// <summary>It was run on another machine or in another container, and nobody here knows whether it still is.</summary>
    Elsewhere,

    /// <summary>It is not over, and the process that ran it is gone.</summary>
    Stopped,

    /// <summary>It waits for somebody to say what became of a request.</summary>
    Waiting,

    /// <summary>It is over.</summary>
    Ended,
}

/// <summary>A run as it is listed, and where it stands.</summary>
/// <param name="Run">What the journal says without its key.</param>
/// <param name="Standing">Where it stands.</param>
/// <param name="Title">Of the scenario; null without the key.</param>
internal sealed record StandingRun(JournaledRun Run, RunStanding Standing, string? Title = null)
{
    /// <summary>Whether it can go on.</summary>
    public bool CanGoOn => Standing is RunStanding.Stopped or RunStanding.Waiting;

    /// <summary>Whether something at a server hangs on it, or may: without it nobody knows what to take back.</summary>
    public bool IsNeeded => Standing != RunStanding.Ended || Run.LeftBehind > 0 || Run.InDoubt > 0;

    public static StandingRun Of(JournaledRun run) =>
        new(
            run,
            run.State switch
            {
                JournalState.Ended => RunStanding.Ended,
                JournalState.Waiting => RunStanding.Waiting,
                _ => RunOwner.Read(run.Owner)?.Lives() switch
                {
                    true => RunStanding.Running,
                    false => RunStanding.Stopped,
                    null => RunStanding.Elsewhere,
                },
            }
        );
}
