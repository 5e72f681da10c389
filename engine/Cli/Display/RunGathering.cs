using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Display;

/// <summary>Keeps what several runs tell at the same time until each of them is over, so that it can be printed one after the other.</summary>
/// <param name="keepsPassed">Whether steps that pass are printed too.</param>
internal sealed class RunGathering(bool keepsPassed)
{
    private readonly Dictionary<string, List<RunEvent>> runs = new(StringComparer.Ordinal);

    /// <summary>All of a run when this is its end; nothing before.</summary>
    public IReadOnlyList<RunEvent> Add(RunEvent happened)
    {
        if (happened is RunNotStarted)
            return [happened];
        if (!runs.TryGetValue(happened.RunId, out var told))
            runs[happened.RunId] = told = [];
        if (keepsPassed || happened is not (StepStarted or StepFinished { Outcome: Outcome.Passed, Step.TakesBack: false }))
            told.Add(happened);
        if (happened is not RunFinished)
            return [];
        runs.Remove(happened.RunId);
        return told;
    }
}
