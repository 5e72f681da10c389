using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using PingOneScenarios.Engine.Batch.Load;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>A load of which everything can be told: a server that becomes slow and fails, starts that find no room, limits that are missed.</summary>
internal static class SampleLoad
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly SourceText Source = new("scenarios/users/main.yaml", "scenario: Main\nlimits: { p95: 300ms, failures: 1% }\n");

    public static ImmutableArray<Limit> Limits =>
        [Limit("p50", "60ms"), Limit("p95", "300ms"), Limit("failures", "1%"), Limit("rate", "9/s"), Limit("dropped", "1%")];

    public static LoadSummary Summary
    {
        get
        {
            var load = Measured();
            return load with { Limits = LimitJudge.Judge(Limits, load.Judged) };
        }
    }

    private static LoadSummary Measured()
    {
        var clock = new FakeTimeProvider(Begin);
        var plan = new LoadPlan(LoadModel.Open, 0, 20, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30))
        {
            WarmUp = TimeSpan.FromSeconds(5),
            MostRunning = 20,
        };
        var (meter, schedule) = (new LoadMeter(plan, clock), new LoadSchedule(plan));
        var open = new PriorityQueue<(IRunObserver Run, int Number, TimeSpan Took), TimeSpan>();
        for (var number = 0; schedule.StartOf(number) is { } at; number++)
        {
            End(clock, open, at);
            clock.SetUtcNow(Begin + at);
            if (open.Count >= plan.MostRunning)
                meter.Drop(Begin + at);
            else
            {
                var took = TimeOf(number, at);
                open.Enqueue((meter.Hear(Begin + at), number, took), at + took);
            }
        }
        End(clock, open, TimeSpan.FromMinutes(5));
        return meter.Summary();
    }

    // Two seconds in the middle are slow, and what comes then fails.
    private static TimeSpan TimeOf(int number, TimeSpan at) =>
        TimeSpan.FromMilliseconds(40 + number * 37 % 29 + (at.TotalSeconds is > 18 and < 20 ? 1800 : 0) + (number % 97 == 0 ? 400 : 0));

    private static void End(
        FakeTimeProvider clock,
        PriorityQueue<(IRunObserver Run, int Number, TimeSpan Took), TimeSpan> open,
        TimeSpan until
    )
    {
        while (open.TryPeek(out var next, out var at) && at <= until)
        {
            open.Dequeue();
            clock.SetUtcNow(Begin + at);
            var isWrong = next.Took > TimeSpan.FromSeconds(1);
            next.Run.Observe(Step(1, "Get a token", Outcome.Passed, TimeSpan.FromMilliseconds(12), ""));
            next.Run.Observe(
                Step(
                    2,
                    "Create a user",
                    isWrong ? Outcome.Failed : Outcome.Passed,
                    next.Took - TimeSpan.FromMilliseconds(12),
                    "the status is 503, 201 is expected"
                )
            );
            next.Run.Observe(
                new RunFinished(
                    new RunSummary
                    {
                        Outcome = isWrong ? Outcome.Failed : Outcome.Passed,
                        Passed = isWrong ? 1 : 2,
                        Failed = isWrong ? 1 : 0,
                        Broken = 0,
                        Skipped = 0,
                        Duration = next.Took - TimeSpan.FromMilliseconds(isWrong ? 300 : 1),
                    }
                )
            );
        }
    }

    private static StepFinished Step(int number, string title, Outcome outcome, TimeSpan took, string problem) =>
        new()
        {
            Step = Masked.Place(Phase.Steps, number, 2, 0, title, title),
            Outcome = outcome,
            Method = Masked.Text("POST"),
            Duration = took,
            Problems =
                outcome == Outcome.Passed
                    ? []
                    : [Masked.Problem(new Diagnostic(DiagnosticCodes.StatusMismatch, Source.Beginning, problem, null, "see the answer"))],
        };

    private static Limit Limit(string name, string text) => LimitText.Read(LimitTable.Find(name)!, text, Source.Beginning).Limit!;
}
