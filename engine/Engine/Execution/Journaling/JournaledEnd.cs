using PingOneScenarios.Engine.Journal;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>How a run that is written down stands in its journal when it stops.</summary>
/// <param name="Run">Its id.</param>
/// <param name="IsWaiting">Whether it waits until somebody says what became of a request.</param>
/// <param name="IsLost">Whether another process goes on with it.</param>
/// <param name="Failure">Why the journal lacks what happened last; null when it lacks nothing.</param>
internal sealed record JournaledEnd(string Run, bool IsWaiting, bool IsLost, JournalException? Failure);
