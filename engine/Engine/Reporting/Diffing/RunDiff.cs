using System.Collections.Immutable;
using System.Globalization;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Diffing;

/// <summary>Two reports against each other.</summary>
internal sealed class RunDiff
{
    /// <summary>A step is slower or faster when it took that many times as long as before, beyond what all its fellows did.</summary>
    private const double Factor = 2;

    /// <summary>A shorter difference is noise on any network.</summary>
    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(50);

    private readonly ImmutableArray<Change>.Builder changes = ImmutableArray.CreateBuilder<Change>();

    /// <summary>In the order of the first report, then what only the second has.</summary>
    /// <param name="before">All events of the first report.</param>
    /// <param name="after">All events of the second report.</param>
    public static ImmutableArray<Change> Compare(IEnumerable<RunEvent> before, IEnumerable<RunEvent> after)
    {
        var diff = new RunDiff();
        var (a, b) = (RunLog.Of(before), RunLog.Of(after));
        foreach (var (x, y) in RunPairs.Of(a, b))
            diff.CompareRuns(x, y);
        return diff.changes.ToImmutable();
    }

    /// <summary>What differs between two runs.</summary>
    public static ImmutableArray<Change> Compare(RunLog before, RunLog after)
    {
        var diff = new RunDiff();
        diff.CompareRuns(before, after);
        return diff.changes.ToImmutable();
    }

    private void CompareRuns(RunLog? a, RunLog? b)
    {
        var title = (a ?? b)!.Name;
        if (a is null || b is null)
        {
            changes.Add(new Change(title, "", ChangeKind.Presence, "scenario", Presence(a), Presence(b)));
            return;
        }
        if (a.Outcome != b.Outcome)
            changes.Add(new Change(title, "", ChangeKind.Outcome, "scenario", a.Outcome, b.Outcome));
        var steps = Pairs(a.Steps, b.Steps, KeyOf).ToList();
        var pace = Pace(steps);
        foreach (var (x, y) in steps)
            Compare((a, x), (b, y), pace);
    }

    private void Compare((RunLog Run, StepLog? Step) a, (RunLog Run, StepLog? Step) b, double pace)
    {
        var place = (a.Step ?? b.Step)!.Step.Step;
        var name =
            place.Turns == 0 ? place.Title : string.Create(CultureInfo.InvariantCulture, $"{place.Title} [{place.Turn}/{place.Turns}]");
        if (a.Step is not { } x || b.Step is not { } y)
        {
            Tell(ChangeKind.Presence, "step", Presence(a.Step), Presence(b.Step));
            return;
        }
        if (x.Step.Outcome != y.Step.Outcome)
            Tell(ChangeKind.Outcome, "step", Json.Words.Of(x.Step.Outcome), Json.Words.Of(y.Step.Outcome));
        if (x.Exchanges.Length != y.Exchanges.Length)
            Tell(ChangeKind.Count, "requests sent", Number(x.Exchanges.Length), Number(y.Exchanges.Length));
        var exchanges = new ExchangeDiff(new Normalizer(a.Run.RunId, a.Run.Began), new Normalizer(b.Run.RunId, b.Run.Began), Tell);
        // The last ones are what the step was judged by.
        foreach (var (p, q) in x.Exchanges.Reverse().Zip(y.Exchanges.Reverse()))
            exchanges.Compare(p, q);
        if (IsBeyondNoise(x.Step.Duration, y.Step.Duration, pace))
            Tell(ChangeKind.Timing, "duration", DurationText.Show(x.Step.Duration), DurationText.Show(y.Step.Duration));

        void Tell(ChangeKind kind, string where, string was, string isNow) =>
            changes.Add(new Change(a.Run.Name, name, kind, where, was, isNow));
    }

    private static bool IsBeyondNoise(TimeSpan before, TimeSpan after, double pace)
    {
        var usual = before * pace;
        return (after - usual).Duration() > Noise && (after > usual * Factor || after * Factor < usual);
    }

    // A busy machine or a far server makes every step slower: what most steps do is not the doing of one.
    private static double Pace(IEnumerable<(StepLog? Before, StepLog? After)> steps)
    {
        var ratios = steps
            .Where(s => s is { Before.Step.Duration.Ticks: > 0, After.Step.Duration.Ticks: > 0 })
            .Select(s => s.After!.Step.Duration / s.Before!.Step.Duration)
            .Order()
            .ToList();
        return ratios.Count < 3 ? 1 : ratios[ratios.Count / 2];
    }

    private static string KeyOf(StepLog step)
    {
        var place = step.Step.Step;
        return string.Create(CultureInfo.InvariantCulture, $"{place.For}|{place.Phase}|{place.Id}|{place.Turn}");
    }

    // Those of a key in their order; what one side lacks is null there.
    private static IEnumerable<(T? Before, T? After)> Pairs<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> key)
        where T : class
    {
        var left = after.GroupBy(key).ToDictionary(g => g.Key, g => new Queue<T>(g));
        foreach (var item in before)
            yield return (item, left.TryGetValue(key(item), out var others) && others.TryDequeue(out var other) ? other : null);
        var rest = left.Values.SelectMany(q => q).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var item in after.Where(rest.Contains))
            yield return (null, item);
    }

    private static string Presence(object? it) => it is null ? "absent" : "present";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
