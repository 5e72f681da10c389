using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;

namespace PingOneScenarios.Cli.Journals;

/// <summary>What is said behind a run that was written down.</summary>
internal static class JournalEndText
{
    /// <summary>Lines; none when there is nothing to do.</summary>
    /// <param name="end">How it stands in its journal.</param>
    /// <param name="summary">How it ended.</param>
    /// <param name="isLocal">Whether it went to a local PingOne, which is gone with it.</param>
    /// <param name="commands">How commands are typed.</param>
    public static IEnumerable<string> Of(JournaledEnd end, RunSummary summary, bool isLocal, RunCommands commands)
    {
        if (end.Failure is { } failure)
        {
            yield return $"p1s: the journal lacks what this run did last: {JournalWords.Of(failure)}";
            yield return $"  do not resume it, for what it lacks would be done twice; forget it with {commands.Forget(end.Run)}";
            yield break;
        }
        if (end.Objection is { } objection)
            yield return $"p1s: {objection.Diagnostic.What}; {objection.Diagnostic.Fix}";
        if (end.IsLost || isLocal)
            yield break;
        var canGoOn = !summary.TakesBack && !end.HasTakenBack;
        foreach (var line in DoubtWords.Of(end.Run, end.InDoubt, canGoOn, commands))
            yield return line[0] == ' ' ? line : $"p1s: {line}{(end.IsWaiting ? "; the run waits until you say so" : "")}";
        foreach (var (purpose, command) in Next(end, summary, canGoOn, commands))
            yield return $"p1s: {purpose}: {command}";
    }

    private static IEnumerable<(string Purpose, string Command)> Next(
        JournaledEnd end,
        RunSummary summary,
        bool canGoOn,
        RunCommands commands
    )
    {
        if (canGoOn && end is { InDoubt.IsEmpty: true, FirstWrong: { } step })
            yield return (
                summary.Outcome == Outcome.Cancelled ? "to go on" : "when what was wrong is mended",
                commands.From(end.Run, step)
            );
        if (end.LeftBehind > 0 && summary.TakesBack)
            yield return ("to try once more", commands.Undo(end.Run));
        else if (end.LeftBehind > 0 && summary.Outcome != Outcome.Passed)
            yield return ("to take back what it made", commands.Undo(end.Run));
        else if (!canGoOn && !end.InDoubt.IsEmpty)
            yield return ("to have the run forgotten after that", commands.Forget(end.Run) + " --yes");
    }
}
