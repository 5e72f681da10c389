using System.Collections.Immutable;
using System.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Tracing;

/// <summary>What a span and the metrics say of a step; its texts come out of an event and are masked already.</summary>
internal static class StepTelling
{
    /// <param name="finished">The step.</param>
    /// <param name="title">Of the scenario of the run.</param>
    public static void Measure(StepFinished finished, string title)
    {
        KeyValuePair<string, object?> scenario = new("p1s.scenario.title", title);
        KeyValuePair<string, object?> outcome = new("p1s.outcome", Word(finished.Outcome));
        RunMeter.Steps.Add(1, scenario, outcome);
        if (finished.Outcome == Outcome.Skipped)
            return;
        var tags = new TagList { scenario, outcome };
        tags.Add("p1s.step.title", finished.Step.Title.Text);
        tags.Add("p1s.step.phase", Word(finished.Step.Phase));
        RunMeter.StepDuration.Record(finished.Duration.TotalSeconds, in tags);
    }

    public static void Describe(Activity activity, StepFinished finished)
    {
        var place = finished.Step;
        activity.DisplayName = place.Title;
        activity.SetTag("p1s.step.id", place.Id.Text);
        activity.SetTag("p1s.step.title", place.Title.Text);
        activity.SetTag("p1s.step.phase", Word(place.Phase));
        activity.SetTag("p1s.step.number", place.Number);
        if (place.For.Length > 0)
            activity.SetTag("p1s.step.for", place.For.Text);
        if (place.Turn > 0)
            activity.SetTag("p1s.step.turn", place.Turn);
        if (finished.Attempts > 0)
            activity.SetTag("p1s.step.attempts", finished.Attempts);
        activity.SetTag("p1s.outcome", Word(finished.Outcome));
        if (finished.Outcome is Outcome.Passed or Outcome.Skipped)
            return;
        activity.SetTag("error.type", finished.Problems.IsEmpty ? Word(finished.Outcome) : finished.Problems[0].Code.Id);
        activity.SetStatus(ActivityStatusCode.Error, FirstOf(finished.Problems));
    }

    /// <summary>The first problem in one line; null when there is none.</summary>
    public static string? FirstOf(ImmutableArray<MaskedDiagnostic> problems) =>
        problems.IsEmpty ? null : $"{problems[0].Code.Id}: {problems[0].What}";

    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
