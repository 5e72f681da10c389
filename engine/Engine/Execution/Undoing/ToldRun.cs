using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Execution.Undoing;

/// <summary>What the events of a run that is over tell of what it made. They come from a file: nothing of them is to be trusted.</summary>
internal sealed record ToldRun
{
    public required RunStarted Started { get; init; }

    /// <summary>The files it was made of, with their digests; empty when its report is of an older p1s.</summary>
    public required ImmutableArray<FileDigest> Files { get; init; }

    /// <summary>What it made and has not taken back, oldest first.</summary>
    public required ImmutableArray<ToldWork> Left { get; init; }

    /// <summary>How much of what it made was taken back already.</summary>
    public required int TakenBack { get; init; }

    /// <summary>Whether it made nothing, because it only took back what another made.</summary>
    public required bool TakesBack { get; init; }

    /// <summary>Whether it left something behind and does not tell what: an older p1s told no more.</summary>
    public required bool LacksWork { get; init; }

    /// <summary>The runs of a report, in their order.</summary>
    public static ImmutableArray<ToldRun> In(IEnumerable<RunEvent> events)
    {
        var runs = ImmutableArray.CreateBuilder<ToldRun>();
        RunStarted? begun = null;
        var steps = new List<StepFinished>();
        foreach (var happened in events)
        {
            switch (happened)
            {
                case RunStarted started:
                    (begun, steps) = (started, []);
                    break;
                case StepFinished step:
                    steps.Add(step);
                    break;
                case RunFinished finished when begun is not null:
                    runs.Add(Of(begun, steps, finished));
                    break;
            }
        }
        return runs.ToImmutable();
    }

    private static ToldRun Of(RunStarted started, List<StepFinished> steps, RunFinished finished)
    {
        var made = steps.Where(s => !s.Step.TakesBack).SelectMany(s => s.Made.Select(m => new ToldWork(s.Step, m))).ToList();
        // The newest is taken back first.
        var done = steps
            .Where(s => s.Step.TakesBack && s.Outcome == Outcome.Passed)
            .Select(s => s.Step.Total - s.Step.Number)
            .Where(i => i >= 0 && i < made.Count)
            .ToHashSet();
        return new ToldRun
        {
            Started = started,
            Files = finished.Files,
            Left = [.. made.Where((_, i) => !done.Contains(i))],
            TakenBack = done.Count,
            TakesBack = finished.Summary.TakesBack,
            LacksWork = made.Count == 0 && !finished.Summary.LeftBehind.IsEmpty && !finished.Summary.TakesBack,
        };
    }
}

/// <summary>Something a run tells that it made.</summary>
/// <param name="Place">The step, in the turn that made it.</param>
/// <param name="Made">What its undo is made of.</param>
internal sealed record ToldWork(ShownPlace Place, MadeRecord Made);
