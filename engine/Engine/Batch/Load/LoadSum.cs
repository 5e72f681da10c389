using System.Collections.Immutable;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Batch.Load;

/// <summary>The loads of several commands as one: what was counted is added up, times as if one command had measured them all.</summary>
internal static class LoadSum
{
    private const int MostBars = 60;

    /// <summary>The limits of all are judged over the sum; of several for a measure the first counts.</summary>
    /// <param name="shards">At least one.</param>
    /// <param name="limits">Take the place of the same ones.</param>
    /// <exception cref="FormatException">Times of one cannot be read: what was stored is no histogram of p1s.</exception>
    public static LoadSummary Of(ImmutableArray<LoadSummary> shards, ImmutableArray<Limit> limits)
    {
        var (all, judged, service) = (new RunFigures(new()), new RunFigures(new()), new LatencyRecord());
        var (errors, moments) = (new ErrorTally(), new MomentTally());
        foreach (var shard in shards)
        {
            all.Add(shard.All);
            judged.Add(shard.Judged);
            service.Add(shard.Service);
            errors.Add(shard);
            moments.Add(shard);
        }
        var (kinds, others) = errors.Counted();
        var figures = judged.Counted(shards.Sum(s => s.Judged.Rate));
        return new LoadSummary
        {
            Plan = PlanOf(shards),
            Began = shards.Min(s => s.Began),
            Elapsed = shards.Max(s => s.Elapsed),
            IsCut = shards.Any(s => s.IsCut),
            Shards = shards.Sum(s => s.Shards),
            All = all.Counted(shards.Sum(s => s.All.Rate)),
            Judged = figures,
            Service = service.Figures(),
            Bars = [.. all.Times.Bars(MostBars)],
            Steps = StepsOf(shards),
            Errors = kinds,
            OtherErrors = others,
            Moments = moments.Counted(),
            MomentLength = moments.Length,
            Limits = LimitsOf(shards, limits, figures),
        };
    }

    // Each shard puts its own load on the server, at the same time.
    private static LoadPlan PlanOf(ImmutableArray<LoadSummary> shards) =>
        shards[0].Plan with
        {
            From = shards.Sum(s => s.Plan.From),
            To = shards.Sum(s => s.Plan.To),
            Duration = shards.Max(s => s.Plan.Duration),
            MostRunning = shards[0].Plan.MostRunning is null ? null : shards.Sum(s => s.Plan.MostRunning ?? 0),
        };

    private static ImmutableArray<LoadStep> StepsOf(ImmutableArray<LoadSummary> shards)
    {
        var steps = new StepTallies();
        foreach (var step in shards.SelectMany(s => s.Steps))
            steps.Of(step.Place)?.Add(step);
        return steps.Counted();
    }

    private static ImmutableArray<JudgedLimit> LimitsOf(
        ImmutableArray<LoadSummary> shards,
        ImmutableArray<Limit> limits,
        LoadFigures figures
    ) =>
        [
            .. limits
                .Select(l => (l.Measure, l.Bound, l.Unit))
                .Concat(shards.SelectMany(s => s.Limits).Select(l => (l.Measure, l.Bound, l.Unit)))
                .DistinctBy(l => l.Measure)
                .OrderBy(l => l.Measure)
                .Select(l => LimitJudge.Judge(l.Measure, l.Bound, l.Unit, figures)),
        ];
}
