using System.Collections.Immutable;
using System.Text;
using HdrHistogram;
using Microsoft.Extensions.Time.Testing;
using PingOneScenarios.Engine.Batch.Load;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Json;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Batch.Load;

/// <summary>What is counted of many runs.</summary>
public sealed class LoadMeterTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider clock = new(Begin);

    [Fact]
    public void Latency_counts_from_the_moment_a_run_was_to_begin_and_service_time_from_its_begin()
    {
        var meter = new LoadMeter(Plan(), clock);
        // To begin at 0, begun at 400 ms, ended at 500 ms.
        clock.Advance(TimeSpan.FromMilliseconds(400));
        var run = meter.Hear(Begin);
        clock.Advance(TimeSpan.FromMilliseconds(100));
        run.Observe(Ended(Outcome.Passed, 100));
        var load = meter.Summary();
        Assert.Equal(500, load.All.Latency.P50.TotalMilliseconds, tolerance: 0.5);
        Assert.Equal(100, load.Service.P50.TotalMilliseconds, tolerance: 0.1);
        Assert.Equal(2, load.All.Rate, tolerance: 0.001);
    }

    [Fact]
    public void Runs_that_begin_when_they_can_are_counted_by_their_events_alone()
    {
        var meter = new LoadMeter(Plan(), clock);
        foreach (var outcome in new[] { Outcome.Passed, Outcome.Failed, Outcome.Skipped, Outcome.Cancelled })
        {
            meter.Observe(new RunStarted(default, default, default, 1));
            clock.Advance(TimeSpan.FromSeconds(1));
            meter.Observe(Ended(outcome, 1000));
        }
        var all = meter.Summary().All;
        Assert.Equal((4L, 3L, 1L, 0L), (all.Intended, all.Ended, all.Failed, all.Dropped));
        Assert.Equal(1000, all.Latency.Max.TotalMilliseconds, tolerance: 1);
    }

    [Fact]
    public void An_attempt_that_is_made_anew_does_not_count()
    {
        var meter = new LoadMeter(Plan(), clock);
        var run = meter.Hear(Begin);
        var first = Ended(Outcome.Failed, 10);
        run.Observe(new RunFinished(first.Summary with { IsRunAnew = true }));
        run.Observe(Ended(Outcome.Passed, 10));
        Assert.Equal((1L, 0L), (meter.Summary().All.Ended, meter.Summary().All.Failed));
    }

    [Fact]
    public void What_was_to_begin_in_the_warm_up_is_counted_and_not_judged()
    {
        var meter = new LoadMeter(Plan() with { WarmUp = TimeSpan.FromSeconds(2) }, clock);
        for (var i = 0; i < 10; i++)
        {
            var run = meter.Hear(Begin.AddMilliseconds(i * 500));
            meter.Drop(Begin.AddMilliseconds(i * 500));
            clock.Advance(TimeSpan.FromMilliseconds(500));
            run.Observe(Ended(i < 4 ? Outcome.Failed : Outcome.Passed, i < 4 ? 900 : 100));
        }
        var load = meter.Summary();
        Assert.Equal((20L, 10L, 10L, 4L), (load.All.Intended, load.All.Dropped, load.All.Ended, load.All.Failed));
        Assert.Equal((12L, 6L, 6L, 0L), (load.Judged.Intended, load.Judged.Dropped, load.Judged.Ended, load.Judged.Failed));
        Assert.Equal(2, load.Judged.Rate, tolerance: 0.001);
    }

    [Fact]
    public void Steps_and_errors_are_told_apart_and_bounded()
    {
        var meter = new LoadMeter(Plan(), clock);
        for (var i = 0; i < 1000; i++)
        {
            var run = meter.Hear(Begin);
            run.Observe(Step("a", 1, Outcome.Passed, 10 + i % 7));
            run.Observe(Step("b", 2, Outcome.Failed, 50, $"kind {i % 300}"));
            run.Observe(Step($"step {i}", 3, Outcome.Passed, 1));
            run.Observe(Ended(Outcome.Failed, 60));
        }
        var load = meter.Summary();
        Assert.Equal(200, load.Steps.Length);
        Assert.Equal(("a", 1000L), (load.Steps[0].Place.Title.Text, load.Steps[0].Passed));
        Assert.Equal(("b", 1000L), (load.Steps[1].Place.Title.Text, load.Steps[1].Failed));
        Assert.Equal(100, load.Errors.Length);
        Assert.Equal(1000, load.Errors.Sum(e => e.Count) + load.OtherErrors);
    }

    [Fact]
    public void Seconds_become_longer_rather_than_many()
    {
        var meter = new LoadMeter(Plan(), clock);
        for (var i = 0; i < 5000; i++)
        {
            var run = meter.Hear(Begin.AddSeconds(i));
            clock.Advance(TimeSpan.FromSeconds(1));
            run.Observe(Ended(Outcome.Passed, 1000));
        }
        var load = meter.Summary();
        Assert.InRange(load.Moments.Length, 300, 600);
        Assert.Equal(TimeSpan.FromSeconds(16), load.MomentLength);
        Assert.Equal((5000L, 5000L), (load.Moments.Sum(m => m.Started), load.Moments.Sum(m => m.Latency.Count)));
    }

    [Fact]
    public void Three_shards_add_up_to_one()
    {
        var (one, shards) = (new LoadMeter(Plan(), clock), Enumerable.Range(0, 3).Select(_ => new LoadMeter(Plan(), clock)).ToList());
        for (var i = 0; i < 900; i++)
        {
            var intended = Begin.AddMilliseconds(10 * i);
            if (clock.GetUtcNow() < intended)
                clock.SetUtcNow(intended);
            foreach (var meter in new[] { one, shards[i % 3] })
            {
                if (i % 50 == 0)
                    meter.Drop(intended);
                var run = meter.Hear(intended);
                run.Observe(Step("a", 1, i % 9 == 0 ? Outcome.Failed : Outcome.Passed, 5 + i % 97, $"kind {i % 3}"));
                run.Observe(Ended(i % 9 == 0 ? Outcome.Failed : Outcome.Passed, 5 + i % 97));
            }
            clock.Advance(TimeSpan.FromMilliseconds(i % 23));
        }
        ImmutableArray<Limit> limits = [LimitOf("p95", "1ms"), LimitOf("failures", "20%")];
        var whole = one.Summary();
        whole = whole with { Limits = LimitJudge.Judge(limits, whole.Judged) };
        // As they come back out of their reports.
        var read = shards.Select(s => s.Summary()).Select(s => s with { Limits = LimitJudge.Judge(limits, s.Judged) }).Select(Reread);
        var sum = LoadSum.Of([.. read], []);
        Assert.Equal(3, sum.Shards);
        Assert.Equal(Comparable(whole), Comparable(sum));
        Assert.Equal(whole.All.Latency.Histogram, sum.All.Latency.Histogram);
        Assert.Equal([true, false], sum.Limits.Select(l => l.IsMissed));
        Assert.Equal(
            [false, false],
            LoadSum.Of([.. shards.Select(s => Reread(s.Summary()))], [LimitOf("p95", "10m"), limits[1]]).Limits.Select(l => l.IsMissed)
        );
    }

    [Fact]
    public void The_log_is_read_by_the_reader_of_histogram_logs()
    {
        using var text = new StringWriter();
        var log = new HistogramLog(clock);
        var meter = new LoadMeter(Plan(), clock) { Log = log };
        var report = log.AsReport().Create(ScenarioReports.SinkOf(text));
        for (var second = 0; second < 3; second++)
        {
            for (var i = 0; i < 10; i++)
            {
                var run = meter.Hear(clock.GetUtcNow());
                run.Observe(Step("Read, the users", 1, Outcome.Passed, 20));
                run.Observe(Ended(Outcome.Passed, 30));
            }
            clock.Advance(TimeSpan.FromSeconds(1));
            if (second < 2)
                log.WriteInterval();
        }
        report.Complete();
        var bytes = new UTF8Encoding(false).GetBytes(text.ToString());
        using var reader = new HistogramLogReader(new MemoryStream(bytes));
        var read = reader.ReadHistograms().ToList();
        Assert.Equal(6, read.Count);
        Assert.Equal([null, "Read__the_users"], read.Select(h => h.Tag).Distinct());
        Assert.All(read, h => Assert.Equal(10, h.TotalCount));
        Assert.Equal(20, read[1].GetValueAtPercentile(50) / 1e6, tolerance: 0.1);
        Assert.Equal(Begin.AddSeconds(1).ToUnixTimeMilliseconds(), read[2].StartTimeStamp);
        Assert.Equal(Begin.AddSeconds(2).ToUnixTimeMilliseconds(), read[2].EndTimeStamp);
    }

    [Fact]
    public void Reports_hear_the_first_runs_that_went_wrong_and_the_load()
    {
        var heard = new List<RunEvent>();
        var reporting = new LoadReporting(new Listener(heard), clock);
        for (var i = 0; i < 500; i++)
        {
            var run = reporting.Hear();
            run.Observe(new RunStarted(Masked.Text($"{i}"), default, default, 1));
            run.Observe(Step("a", 1, i % 2 == 0 ? Outcome.Passed : Outcome.Failed, 1, "x"));
            run.Observe(Ended(i % 2 == 0 ? Outcome.Passed : Outcome.Failed, 1));
        }
        reporting.Finish(new LoadMeter(Plan(), clock).Summary());
        Assert.Equal(301, heard.Count);
        Assert.Equal(["1", "3", "5"], heard.OfType<RunStarted>().Take(3).Select(s => s.Title.Text));
        Assert.IsType<LoadFinished>(heard[^1]);
    }

    private static LoadPlan Plan() => new(LoadModel.Open, 100, 100, TimeSpan.Zero, TimeSpan.FromSeconds(10));

    private static Limit LimitOf(string name, string text) =>
        LimitText.Read(LimitTable.Find(name)!, text, new SourceText("command line", text).Beginning).Limit!;

    private static LoadSummary Reread(LoadSummary load)
    {
        using var stream = new MemoryStream();
        using (var json = new System.Text.Json.Utf8JsonWriter(stream))
            new EventLog().Write(json, new LoadFinished(load) { At = load.Began });
        using var document = System.Text.Json.JsonDocument.Parse(stream.ToArray());
        return ((LoadFinished)new EventLog().Read(document.RootElement)).Load;
    }

    private static string Comparable(LoadSummary load) =>
        string.Join(
            '\n',
            [
                $"{load.All.Intended} {load.All.Dropped} {load.All.Ended} {load.All.Failed} {load.All.Rate:0.00}",
                $"{load.All.Latency with { Histogram = [] }}",
                $"{load.Judged.Latency with { Histogram = [] }}",
                $"{load.Service with { Histogram = [] }}",
                .. load.Steps.Select(s => $"{s.Place.Title} {s.Passed} {s.Failed} {s.Skipped} {s.Time with { Histogram = [] }}"),
                .. load.Errors.Select(e => $"{e.Problem.What} {e.Count}"),
                .. load.Moments.Select(m => $"{m.Started} {m.Dropped} {m.Failed} {m.Latency with { Histogram = [] }}"),
                .. load.Bars.Select(b => $"{b}"),
                .. load.Limits.Select(l => $"{l.Measure} {l.Measured:0.000000}"),
            ]
        );

    private static RunFinished Ended(Outcome outcome, int milliseconds) =>
        new(
            new RunSummary
            {
                Outcome = outcome,
                Passed = 1,
                Failed = 0,
                Broken = 0,
                Skipped = 0,
                Duration = TimeSpan.FromMilliseconds(milliseconds),
            }
        );

    private static StepFinished Step(string title, int number, Outcome outcome, int milliseconds, string problem = "") =>
        new()
        {
            Step = new ShownPlace(Phase.Steps, number, 3, 0, Masked.Text(title), Masked.Text(title)),
            Outcome = outcome,
            Method = Masked.Text("GET"),
            Duration = TimeSpan.FromMilliseconds(milliseconds),
            Problems =
                outcome == Outcome.Passed
                    ? []
                    :
                    [
                        Masked.Problem(
                            new Diagnostic(DiagnosticCodes.StatusMismatch, new SourceText("a.yaml", "a").Beginning, problem, null, "fix")
                        ),
                    ],
        };

    private sealed class Listener(List<RunEvent> heard) : IRunObserver
    {
        public void Observe(RunEvent happened) => heard.Add(happened);
    }
}
