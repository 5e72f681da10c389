using System.Collections.Immutable;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine.Batch.Load;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Load;

/// <summary>Holds the runs of a command against the limits of their scenarios, each scenario by itself. Hears one run after the other.</summary>
/// <param name="limits">By the path of a scenario.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class BatchLimits(ImmutableDictionary<string, ImmutableArray<Limit>> limits, TimeProvider clock) : IRunObserver
{
    private readonly Dictionary<string, LoadMeter> meters = new(StringComparer.Ordinal);
    private LoadMeter? current;

    /// <inheritdoc/>
    public bool FollowsSteps => false;

    /// <inheritdoc/>
    public void Observe(RunEvent happened)
    {
        if (happened is RunStarted started)
            current = limits.ContainsKey(started.Path) ? MeterOf(started.Path) : null;
        current?.Observe(happened);
    }

    /// <summary>Says how the limits were kept; gives the exit codes of the runs as limits make them.</summary>
    /// <param name="terminal">Where it is said.</param>
    /// <param name="codes">Of the runs.</param>
    /// <param name="isQuiet">Whether nothing is said of what was kept to.</param>
    public IEnumerable<int> Judge(Terminal terminal, IEnumerable<int> codes, bool isQuiet)
    {
        var (isMissed, areFailuresJudged) = (false, limits.Count > 0);
        foreach (var (path, meter) in meters.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            var figures = meter.Summary().Judged;
            var judged = LimitJudge.Judge(limits[path], figures);
            var missed = judged.Where(l => l.IsMissed).ToList();
            isMissed |= missed.Count > 0;
            if (!isQuiet || missed.Count > 0)
                Print(terminal, path, isQuiet ? missed : judged);
            Problems.Print(
                terminal,
                missed.Select(l => LimitJudge.Missed(l, limits[path].First(w => w.Measure == l.Measure).Span, figures))
            );
        }
        foreach (var all in limits.Values)
            areFailuresJudged &= all.Any(l => l.Measure == LimitMeasure.Failures);
        // A limit of failures says how many may go wrong.
        var counted =
            areFailuresJudged && meters.Count == limits.Count ? codes.Where(c => c is not (ExitCode.Failed or ExitCode.Broken)) : codes;
        return isMissed ? counted.Append(ExitCode.Failed) : counted;
    }

    private void Print(Terminal terminal, string path, IReadOnlyCollection<JudgedLimit> judged)
    {
        using var screen = new Screen(terminal);
        if (meters.Count > 1)
            screen.WriteLine(path);
        foreach (var (text, style) in LoadText.Limits(judged))
            screen.WriteLine(text, style);
        screen.WriteLine("");
        screen.Flush();
    }

    private LoadMeter MeterOf(string path)
    {
        if (!meters.TryGetValue(path, out var meter))
            meters[path] = meter = new LoadMeter(new LoadPlan(LoadModel.Closed, 1, 1, TimeSpan.Zero, TimeSpan.FromDays(1)), clock);
        return meter;
    }
}
