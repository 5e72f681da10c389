using PingOneScenarios.Engine.Execution.Journaling;

namespace PingOneScenarios.Cli.Journals;

/// <summary>What is said behind a run that was written down.</summary>
internal static class JournalEndText
{
    /// <summary>Lines; none when there is nothing to do.</summary>
    public static IEnumerable<string> Of(JournaledEnd end, RunCommands commands)
    {
        if (end.Failure is { } failure)
        {
            yield return $"p1s: the journal lacks what this run did last: {JournalWords.Of(failure)}";
            yield return $"  do not resume it, for what it lacks would be done twice; forget it with {commands.Forget(end.Run)}";
            yield break;
        }
        if (end.Objection is { } objection)
            yield return $"p1s: {objection.Diagnostic.What}; {objection.Diagnostic.Fix}";
        foreach (var step in end.IsLost ? [] : end.InDoubt)
        {
            yield return $"p1s: nobody knows whether the request of {step} was carried out{(end.IsWaiting ? "; the run waits until you say so" : "")}";
            yield return $"  if it was: {commands.Settle(end.Run, step, "done")}";
            yield return $"  to send it again: {commands.Settle(end.Run, step, "again")}";
        }
    }
}
