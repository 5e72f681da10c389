using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Html.Steps;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>A run with all that was told of it.</summary>
/// <param name="Number">Its place in the report, from 1.</param>
/// <param name="Started">How it began.</param>
/// <param name="Entries">Its steps, each in its place.</param>
/// <param name="Finished">How it ended; null when that was never told.</param>
internal sealed record ReportedRun(int Number, RunStarted Started, ImmutableArray<StepEntry> Entries, RunFinished? Finished)
{
    /// <summary>Of its place in the page.</summary>
    public string Id => IdOf(Number, Started);

    /// <summary>Of its place in the page: the attempts of a run stand in the same place, and have another letter behind.</summary>
    public static string IdOf(int number, RunStarted? started) =>
        started?.Slot is { Attempt: > 1 } slot ? $"r{number}a{slot.Attempt}" : $"r{number}";

    /// <summary>All steps as they stand in the page: a call before what it called.</summary>
    public ImmutableArray<StepNode> Steps { get; } = [.. StepTree.Flat(Entries)];

    /// <summary>How it went on when it had stopped, in their order; empty when it never did.</summary>
    public ImmutableArray<RunResumed> Resumptions { get; init; } = [];

    /// <summary>What became of requests in doubt.</summary>
    public ImmutableArray<DoubtSettled> Settled { get; init; } = [];

    /// <summary>The attempts before it, which do not count: what went wrong in them.</summary>
    public ImmutableArray<ReportedRun> Earlier { get; init; } = [];

    /// <summary>Whether it passed only when it was begun anew.</summary>
    public bool IsFlaky => Finished is { Summary.IsFlaky: true };

    /// <summary>The title, with what tells it from other runs of the scenario.</summary>
    public string Name => RunNames.Of(Started);

    public Outcome Outcome => Finished?.Summary.Outcome ?? Outcome.Broken;

    /// <summary>Whether it did not pass; a run without a step that may be so is not wrong.</summary>
    public bool IsWrong => Outcome is not (Outcome.Passed or Outcome.Skipped) || Finished is { Summary.Problems.IsEmpty: false };

    /// <summary>The files it was read from, the entry first.</summary>
    public ImmutableArray<SourceRecord> Sources => Finished?.Sources ?? [];

    public TimeSpan Duration => Finished?.Summary.Duration ?? TimeSpan.Zero;

    /// <summary>The steps that went wrong by themselves: a call that failed only because of a step within it is left out.</summary>
    public IEnumerable<StepNode> Wrong => Steps.Where(s => s.IsWrong && !(s.IsCall && s.Log.Step.Problems.IsEmpty));
}

/// <summary>A step in its place of the page.</summary>
/// <param name="Id">Of that place.</param>
/// <param name="Log">What was told of it.</param>
internal sealed record StepNode(string Id, StepLog Log) : StepEntry
{
    public ShownPlace Place => Log.Step.Step;

    public Outcome Outcome => Log.Step.Outcome;

    /// <summary>Whether it was done once more after the run had stopped, and counts no longer.</summary>
    public bool IsDoneAgain { get; init; }

    public bool IsWrong => !IsDoneAgain && Outcome is (Outcome.Failed or Outcome.Broken or Outcome.Cancelled or Outcome.Unknown);

    /// <summary>Whether it ran a scenario instead of sending a request.</summary>
    public bool IsCall => !Called.IsEmpty;

    /// <summary>What the called scenario did; empty for a request.</summary>
    public ImmutableArray<StepEntry> Called { get; init; } = [];

    /// <summary>The title, and which turn of a loop it is.</summary>
    public string Title => Place.Turns == 0 ? Place.Title : $"{Place.Title} [{Place.Turn}/{Place.Turns}]";

    /// <summary>The title beside those of other steps: an undo has the title of what it takes back.</summary>
    public string Label => Place.TakesBack ? $"{Place.Phase}: {Title}" : Title;

    /// <summary>Where it stands, in a few letters: <c>3/10</c>, <c>undo 2</c>.</summary>
    public string Number =>
        Place.Phase switch
        {
            not Phase.Steps => $"{Words.Of(Place.Phase)} {Place.Number}",
            _ when Place.Total > 0 => $"{Place.Number}/{Place.Total}",
            _ => $"{Place.Number}",
        };
}

/// <summary>What a list of steps holds.</summary>
internal abstract record StepEntry;

/// <summary>The steps of a scenario that was run for another.</summary>
/// <param name="For">What for; see <see cref="ShownPlace.For"/>.</param>
/// <param name="Entries">Its steps.</param>
internal sealed record StepGroup(string For, ImmutableArray<StepEntry> Entries) : StepEntry;

/// <summary>The turns of a loop.</summary>
internal sealed record StepLoop(ImmutableArray<StepNode> Turns) : StepEntry;
