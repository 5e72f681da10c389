using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Tracing;
using PingOneScenarios.Engine.Tests.Reporting;

namespace PingOneScenarios.Engine.Tests.Execution.Tracing;

/// <summary>The spans of a run that goes on in another process.</summary>
public sealed class ResumedTracingTests
{
    [Fact]
    public void A_run_has_a_span_of_what_it_does_since_it_goes_on_and_says_that_it_does()
    {
        using var heard = new HeardSpans();
        var resumed = ResumedRun.Events.OfType<RunResumed>().First();
        var clock = new FakeTimeProvider(resumed.At);
        var tracing = new RunTracing(heard.Settings, clock, text => text);
        foreach (var happened in ResumedRun.Events)
            tracing.Observe(happened);
        var run = heard.Named("Fill a group");
        Assert.Equal("2", HeardSpans.Tag(run, "p1s.run.resumed"));
        Assert.DoesNotContain(heard.All, s => s.DisplayName == "Create a group" && HeardSpans.Tag(s, "p1s.step.phase") == "steps");
        Assert.Single(heard.All, s => HeardSpans.Tag(s, "p1s.step.turn") == "1");
        Assert.Equal(["p1s.run.resumed", "p1s.request.settled", "p1s.run.resumed", "p1s.request.settled"], run.Events.Select(e => e.Name));
        var told = run.Events.Select(e =>
            string.Join(
                ", ",
                e.Tags.Where(t => t.Key is not "url.full")
                    .OrderBy(t => t.Key, StringComparer.Ordinal)
                    .Select(t => Convert.ToString(t.Value, CultureInfo.InvariantCulture))
            )
        );
        Assert.Equal("11520, the process ended, Add users", told.First());
        Assert.Equal("POST, sent_again, on_unknown, Wait until all are counted", told.Last());
    }
}
