using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using PingOneScenarios.Engine.Execution.Tracing;
using PingOneScenarios.Engine.Tests.Http;

namespace PingOneScenarios.Engine.Tests.Execution.Tracing;

/// <summary>What a run tells as metrics. They know no trace, so this test goes by the title of its scenario and the port of its server.</summary>
public sealed class MeterTests
{
    [Fact]
    public async Task Durations_and_outcomes_are_measured()
    {
        using var heard = new HeardSpans();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == TraceSettings.SourceName)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        var measured = new ConcurrentQueue<string>();
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Add(i, value >= 0 ? "a time" : "less than nothing", tags));
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Add(i, value.ToString(CultureInfo.InvariantCulture), tags));
        listener.Start();
        await using var server = new LoopbackServer(Answers.Empty(500));
        var steps = "  - step: One\n    request: GET <<api>>/a\n  - step: Two\n    request: GET <<api>>/b";
        var run = ScenarioRun.Steps(steps) with { Trace = heard.Settings };
        await (run with { Scenario = run.Scenario.Replace("scenario: Test", "scenario: Measured", StringComparison.Ordinal) })
            .With("api", server.Address)
            .RunAsync();

        var port = string.Create(CultureInfo.InvariantCulture, $"server.port={server.Port}");
        Assert.Equal(
            [
                $"http.client.request.duration s a time error.type=500 http.request.method=GET http.response.status_code=500 network.protocol.version=1.1 server.address=127.0.0.1 {port}",
                "p1s.run.duration s a time p1s.environment=none p1s.outcome=failed p1s.scenario.title=Measured",
                "p1s.runs {run} 1 p1s.environment=none p1s.outcome=failed p1s.scenario.title=Measured",
                "p1s.step.duration s a time p1s.outcome=failed p1s.scenario.title=Measured p1s.step.phase=steps p1s.step.title=One",
                "p1s.steps {step} 1 p1s.outcome=failed p1s.scenario.title=Measured",
                "p1s.steps {step} 1 p1s.outcome=skipped p1s.scenario.title=Measured",
            ],
            measured
                .Where(l => l.Contains("=Measured", StringComparison.Ordinal) || l.Contains(port, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        );

        void Add(Instrument instrument, string value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var told = tags.ToArray().Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Key}={t.Value}"));
            measured.Enqueue($"{instrument.Name} {instrument.Unit} {value} {string.Join(' ', told.Order(StringComparer.Ordinal))}");
        }
    }

    [Fact]
    public void Requests_are_counted_in_the_buckets_of_the_semantic_conventions()
    {
        Assert.Equal(
            [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
            RunMeter.RequestDuration.Advice!.HistogramBucketBoundaries!
        );
    }
}
