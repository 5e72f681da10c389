using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Tests.Reporting;

namespace PingOneScenarios.Engine.Tests.Events;

/// <summary>Observers that throw, in every place and at every kind of event: they end neither the run nor the others.</summary>
public sealed class ObserverFanOutTests
{
    private static readonly RunEvent[] Everything = [.. SampleRuns.All, .. ResumedRun.Events, new LoadFinished(SampleLoad.Summary)];

    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            foreach (var kind in Everything.Select(e => e.GetType().Name).Distinct(StringComparer.Ordinal))
            {
                for (var position = 0; position < 3; position++)
                    cases.Add(position, kind);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_others_hear_everything_and_the_failing_one_nothing_more(int position, string kind)
    {
        var observers = Enumerable.Range(0, 3).Select(i => new Listener(i == position ? kind : null)).ToArray();
        var fanOut = new ObserverFanOut([.. observers]);
        foreach (var happened in Everything)
            fanOut.Observe(happened);
        foreach (var (observer, i) in observers.Select((o, i) => (o, i)))
        {
            var heard = i == position ? Everything.TakeWhile(e => e.GetType().Name != kind) : Everything;
            Assert.Equal(heard, observer.Heard);
        }
        var failure = Assert.Single(fanOut.Failures);
        Assert.Same(observers[position], failure.Observer);
        Assert.Equal(kind, failure.Reason.Message);
    }

    [Fact]
    public void Every_kind_of_event_is_tried() =>
        Assert.Equal(
            typeof(RunEvent).Assembly.GetTypes().Count(t => t.IsSubclassOf(typeof(RunEvent))),
            Everything.Select(e => e.GetType()).Distinct().Count()
        );

    [Fact]
    public void All_may_fail()
    {
        var fanOut = new ObserverFanOut(new Listener("RunStarted"), new Listener("StepFinished"));
        foreach (var happened in Everything)
            fanOut.Observe(happened);
        Assert.Equal(["RunStarted", "StepFinished"], fanOut.Failures.Select(f => f.Reason.Message));
        Assert.Empty(new ObserverFanOut().Failures);
    }

    [Theory]
    [InlineData("RunStarted")]
    [InlineData("StepStarted")]
    [InlineData("RequestSent")]
    [InlineData("StepFinished")]
    [InlineData("RunFinished")]
    public async Task A_run_goes_on_to_its_end(string kind)
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var run = ScenarioRun.Steps("  - { step: A, request: GET <<api>>/a }\n  - { step: B, request: GET <<api>>/b }") with
        {
            Verbose = true,
            Hear = e => _ = e.GetType().Name == kind ? throw new InvalidOperationException(kind) : e,
        };
        // What an observer threw is thrown again at the end of a test's run.
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(run.With("api", server.Address).RunAsync);
        Assert.Equal(kind, thrown.Message);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Every_event_carries_the_id_of_its_run()
    {
        await using var server = new LoopbackServer(Answers.Empty(204));
        var steps = "  - { step: A, request: GET <<api>>/a }\n  - { step: B, request: GET <<api>>/b, when: <<false>> }";
        var run = ScenarioRun.Steps(steps) with { Verbose = true };
        var first = (await run.With("api", server.Address).RunAsync()).Events;
        var second = (await run.With("api", server.Address).RunAsync()).Events;
        var (a, b) = (
            Assert.Single(first.Select(e => e.RunId.Text).Distinct()),
            Assert.Single(second.Select(e => e.RunId.Text).Distinct())
        );
        Assert.Matches("^[0-9a-f]{8}$", a);
        Assert.NotEqual(a, b);
    }

    private sealed class Listener(string? failsAt) : IRunObserver
    {
        public List<RunEvent> Heard { get; } = [];

        public void Observe(RunEvent happened)
        {
            if (happened.GetType().Name == failsAt)
                throw new InvalidOperationException(failsAt);
            Heard.Add(happened);
        }
    }
}
