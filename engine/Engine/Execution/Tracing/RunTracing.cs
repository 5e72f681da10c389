using System.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Http;

namespace PingOneScenarios.Engine.Execution.Tracing;

/// <summary>
/// Tells a run as spans and metrics. Runs and steps are taken from events, so that nothing is told that no event tells (trust rule 9);
/// requests are added by the trail of what is sent, because a span has to be there before its request leaves.
/// </summary>
/// <param name="settings">What the operator asked for.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="mask">Takes secrets out of a text, all that are known by then.</param>
internal sealed class RunTracing(TraceSettings settings, TimeProvider clock, Func<string, string> mask) : IRunObserver
{
    private readonly Stack<(ShownPlace Place, OpenSpan Span)> steps = new();
    private readonly List<HopSpan> hops = [];
    private readonly DateTimeOffset since = clock.GetUtcNow();
    private OpenSpan? run;
    private int resumed;
    private RunStarted? started;
    private string? firstProblem;

    private ActivityContext Around =>
        steps.TryPeek(out var step) ? step.Span.Context
        : run is not null ? run.Context
        : settings.Parent;

    public void Observe(RunEvent happened)
    {
        // What another process did before the run went on, that process has exported.
        if (happened.At < since && happened is not RunStarted)
            return;
        switch (happened)
        {
            case RunStarted begun:
                started = begun;
                run = Open("run", ActivityKind.Internal);
                break;
            case StepStarted begun:
                steps.Push((begun.Step, Open("step", ActivityKind.Internal)));
                break;
            case StepFinished finished:
                Finish(finished);
                break;
            case RunFinished finished:
                Finish(finished.Summary);
                break;
            case RunResumed or DoubtSettled:
                Note(happened);
                break;
        }
    }

    private void Note(RunEvent happened)
    {
        if (happened is RunResumed)
            resumed++;
        if (run?.Exported is { } activity)
            activity.AddEvent(happened is RunResumed goneOn ? RunMoments.Of(goneOn, mask) : RunMoments.Of((DoubtSettled)happened, mask));
    }

    /// <summary>A request is about to leave.</summary>
    public HopSpan Begin(RenderedRequest request)
    {
        var hop = new HopSpan(Open("request", ActivityKind.Client), request, settings.SendsContext, hops.Count);
        hops.Add(hop);
        return hop;
    }

    private OpenSpan Open(string name, ActivityKind kind) => new(name, kind, Around, clock);

    private void Finish(StepFinished finished)
    {
        var hasBegun = steps.TryPeek(out var open) && IsSame(open.Place, finished.Step);
        if (hasBegun)
        {
            TellHops(finished.Outcome == Outcome.Passed);
            steps.Pop();
        }
        firstProblem ??= StepTelling.FirstOf(finished.Problems);
        StepTelling.Measure(finished, mask(started!.Title));
        if (!hasBegun && finished.Outcome == Outcome.Skipped)
            return;
        var span = hasBegun ? open.Span : Open("step", ActivityKind.Internal);
        if (span.Exported is { } activity)
            StepTelling.Describe(activity, finished);
        span.Tell();
    }

    // Only the last request was the one the step was judged by; what went before was followed by another for a reason.
    private void TellHops(bool hasPassed)
    {
        for (var i = 0; i < hops.Count; i++)
            hops[i].Tell(mask, isWanted: hasPassed && i == hops.Count - 1);
        hops.Clear();
    }

    private void Finish(RunSummary summary)
    {
        var tags = new TagList { { "p1s.scenario.title", mask(started!.Title) }, { "p1s.environment", mask(started.Environment) } };
        tags.Add("p1s.outcome", StepTelling.Word(summary.Outcome));
        firstProblem ??= StepTelling.FirstOf(summary.Problems);
        RunMeter.Runs.Add(1, in tags);
        RunMeter.RunDuration.Record(summary.Duration.TotalSeconds, in tags);
        if (run!.Exported is { } activity)
        {
            activity.DisplayName = mask(started.Title);
            foreach (var (name, value) in tags)
                activity.SetTag(name, value);
            activity.SetTag("p1s.scenario.path", mask(started.Path));
            activity.SetTag("p1s.run.id", started.RunId.Text);
            activity.SetTag("p1s.run.passed", summary.Passed);
            activity.SetTag("p1s.run.failed", summary.Failed);
            activity.SetTag("p1s.run.broken", summary.Broken);
            activity.SetTag("p1s.run.skipped", summary.Skipped);
            activity.SetTag("p1s.run.left_behind", summary.LeftBehind.Length);
            activity.SetTag("p1s.run.in_doubt", summary.Doubts.Length);
            if (resumed > 0)
                activity.SetTag("p1s.run.resumed", resumed);
            if (summary.Outcome is not (Outcome.Passed or Outcome.Skipped) || !summary.Problems.IsEmpty)
            {
                activity.SetTag("error.type", StepTelling.Word(summary.Outcome));
                activity.SetStatus(ActivityStatusCode.Error, firstProblem is null ? null : mask(firstProblem));
            }
        }
        run.Tell();
    }

    // Its texts may have learned of a secret meanwhile.
    private static bool IsSame(ShownPlace a, ShownPlace b) => (a.Phase, a.Number, a.Depth, a.Turn) == (b.Phase, b.Number, b.Depth, b.Turn);
}
