using System.Collections.Immutable;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Journaling;

namespace PingOneScenarios.Cli.Display.Runs;

/// <summary>Behind a run that is shown: where it stopped, and with which command it goes on or is taken back.</summary>
internal static class StandingText
{
    /// <param name="run">The run.</param>
    /// <param name="events">All that happened in it.</param>
    /// <param name="inDoubt">Its steps in doubt.</param>
    /// <param name="hasTakenBack">Whether something it made was taken back.</param>
    /// <param name="commands">How commands are typed.</param>
    public static IEnumerable<string> Of(
        StandingRun run,
        List<RunEvent> events,
        ImmutableArray<DoubtLeft> inDoubt,
        bool hasTakenBack,
        RunCommands commands
    )
    {
        var id = run.Run.Id;
        if (run.Standing != RunStanding.Ended)
        {
            yield return "";
            yield return $"{RunWords.Outcome(run)}{Where(events)}; the last was heard of it {RunWords.When(run.Run.ChangedAt)}";
        }
        var canGoOn = run.CanGoOn || !hasTakenBack;
        foreach (var line in DoubtWords.Of(id, inDoubt, canGoOn, commands))
            yield return "  " + line;
        if (run.CanGoOn && inDoubt.IsEmpty)
            yield return $"  {commands.Resume(id)} goes on with it";
        if (run.Standing is not (RunStanding.Running or RunStanding.Elsewhere) && run.Run.LeftBehind > 0)
            yield return $"  {commands.Undo(id)} takes back what it made ({Things(run.Run.LeftBehind)})";
    }

    private static string Where(List<RunEvent> events)
    {
        var last = events.FindLast(e => e is StepStarted or StepFinished or RunResumed);
        return last switch
        {
            StepStarted started => $" in step {Step(started.Step)}",
            StepFinished finished => $" behind step {Step(finished.Step)}",
            RunResumed { Step: { } next } => $" before step {Step(next)}",
            _ => " before its first step",
        };
    }

    private static string Step(ShownPlace step) => $"{step.Number} of {step.Total} \"{step.Title}\"";

    private static string Things(int count) => count == 1 ? "1 thing" : $"{count} things";
}
