using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Engine.Reporting.Html;

/// <summary>All runs in numbers, those too that a page does not show.</summary>
internal sealed class PageTotals
{
    private const int MostNames = 12;

    private readonly int[] outcomes = new int[Enum.GetValues<Outcome>().Length];
    private readonly int[] hidden = new int[Enum.GetValues<Outcome>().Length];
    private readonly long[] steps = new long[Enum.GetValues<Outcome>().Length];
    private readonly List<string> environments = [];
    private readonly List<string> shards = [];
    private (bool IsWrong, int Weight, Outcome Outcome) gravest = (false, -1, Outcome.Skipped);

    public int Runs { get; private set; }

    public int NotStarted { get; private set; }

    /// <summary>How many passed only when they were begun anew.</summary>
    public int Flaky { get; private set; }

    /// <summary>How many runs do not count, because their scenario was begun anew.</summary>
    public int Uncounted { get; private set; }

    /// <summary>How many steps went wrong, and runs as a whole.</summary>
    public long WrongPlaces { get; private set; }

    /// <summary>Whether some scenarios were run several times, with rows or against environments.</summary>
    public bool HasManyOfOne { get; private set; }

    public TimeSpan Duration { get; private set; }

    /// <summary>When the first of them began; null when there was none.</summary>
    public DateTimeOffset? Started { get; private set; }

    public TrafficCount Traffic { get; private set; }

    public long Steps => steps.Sum();

    /// <summary>The gravest of all; a scenario that could not begin is <see cref="Outcome.Broken"/>.</summary>
    public Outcome Outcome => gravest.Outcome;

    /// <summary>The first few names, and how many more.</summary>
    public string Environments => Names(environments);

    /// <inheritdoc cref="Environments"/>
    public string Shards => Names(shards);

    /// <summary>How many of each, from the gravest; those of 0 are left out.</summary>
    public ImmutableArray<(Outcome Outcome, int Count)> ByOutcome => Counted(outcomes);

    /// <summary>The same of those a page does not show.</summary>
    public ImmutableArray<(Outcome Outcome, int Count)> Hidden => Counted(hidden);

    /// <summary>How many scenarios a page does not show that could not begin.</summary>
    public int HiddenNotStarted => Math.Max(0, NotStarted - HtmlReport.MostRuns);

    /// <summary>How many steps ended how, from the lightest.</summary>
    public IEnumerable<(Outcome Outcome, long Count)> StepsByOutcome => steps.Select((count, i) => ((Outcome)i, count));

    /// <summary><c>scenario</c>, or <c>run</c> where scenarios were run several times.</summary>
    public string Noun => HasManyOfOne ? "run" : "scenario";

    public void Add(ReportedRun run)
    {
        Runs++;
        outcomes[(int)run.Outcome]++;
        Flaky += run.IsFlaky ? 1 : 0;
        Duration += run.Duration;
        Started = Started is { } first && first <= run.Started.At ? first : run.Started.At;
        HasManyOfOne |= run.Started.Slot is { IsInMatrix: true } or { RowNumber: not null };
        foreach (var step in run.Steps)
        {
            steps[(int)step.Outcome]++;
            Traffic = Traffic.With(step.Log.Exchanges);
        }
        WrongPlaces += run.Wrong.Count() + (run.Finished is { Summary.Problems.IsEmpty: false } ? 1 : 0);
        Note(environments, run.Started.Environment);
        if (run.Started.Slot?.Shard is { } shard)
            Note(shards, shard);
        Weigh(run.IsWrong, run.Outcome);
    }

    public void AddNotStarted()
    {
        NotStarted++;
        WrongPlaces++;
        Weigh(true, Outcome.Broken);
    }

    /// <summary>A run does not count.</summary>
    public void AddUncounted() => Uncounted++;

    /// <summary>A run that was added is not shown.</summary>
    public void Hide(ReportedRun run) => hidden[(int)run.Outcome]++;

    /// <summary>How many passed only when they were begun anew, behind the word; empty when none did.</summary>
    public string FlakyOf(Outcome outcome) => outcome == Outcome.Passed && Flaky > 0 ? $" ({Said.Number(Flaky)} flaky)" : "";

    private static ImmutableArray<(Outcome Outcome, int Count)> Counted(int[] counts) =>
        [.. counts.Select((count, i) => ((Outcome)i, count)).Where(c => c.count > 0).Reverse()];

    // One more than is shown, to know that there are more.
    private static void Note(List<string> names, string name)
    {
        if (names.Count <= MostNames && !names.Contains(name))
            names.Add(name);
    }

    private static string Names(List<string> names) =>
        string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? " and others" : "");

    private void Weigh(bool isWrong, Outcome outcome)
    {
        var (wasWrong, weight, _) = gravest;
        if ((isWrong, Weight(outcome)).CompareTo((wasWrong, weight)) > 0)
            gravest = (isWrong, Weight(outcome), outcome);
    }

    private static int Weight(Outcome outcome) =>
        outcome switch
        {
            Outcome.Unknown => 5,
            Outcome.Broken => 4,
            Outcome.Failed => 3,
            Outcome.Cancelled => 2,
            Outcome.Passed => 1,
            _ => 0,
        };
}

/// <summary>What was sent and received, in numbers.</summary>
internal readonly record struct TrafficCount(long Requests, long Again, long Redirected, long Unanswered)
{
    /// <summary>Of the bodies sent, in bytes.</summary>
    public long Sent { get; init; }

    /// <summary>Of the bodies received, in bytes.</summary>
    public long Received { get; init; }

    public TrafficCount With(ImmutableArray<ExchangeRecord> exchanges)
    {
        var count = this;
        foreach (var exchange in exchanges)
            count = count.With(exchange);
        return count;
    }

    private TrafficCount With(ExchangeRecord exchange) =>
        new(
            Requests + 1,
            Again + (exchange is { Attempt: > 1, Hop: 0 } ? 1 : 0),
            Redirected + (exchange.Hop > 0 ? 1 : 0),
            Unanswered + (exchange.Status is null ? 1 : 0)
        )
        {
            Sent = Sent + exchange.RequestSize,
            Received = Received + exchange.AnswerSize,
        };
}
