using Microsoft.Extensions.Time.Testing;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Tests.Execution.StepByStep;

/// <summary>What becomes of a step that waits: skipped, retried, the run quit; and of the time that passes meanwhile.</summary>
public sealed class AnswerTests
{
    private const string MakeAndRead = """
          - step: Make
            request: POST <<api>>/make
            extract: { id: $.id }
            undo: DELETE <<api>>/make/<<id>>
          - step: Read
            request: GET <<api>>/read/<<id>>
        finally:
          - { step: Clean, request: GET <<api>>/clean }
        """;

    [Fact]
    public async Task A_step_that_is_skipped_leaves_what_it_extracts_lacking()
    {
        await using var server = Server();
        var happened = await Run(MakeAndRead, server, new ScriptedGate(new SkipStep()));
        Assert.Equal("skipped broken passed", happened.Outcomes);
        Assert.Equal("skipped by hand", happened.Steps[0].Note);
        Assert.Contains("step \"Make\" extracts it, but was skipped: skipped by hand", happened.Problem.Why, StringComparison.Ordinal);
        Assert.Equal(["/clean"], server.Requests.Select(r => r.Target));
    }

    [Fact]
    public async Task What_a_skipped_step_would_extract_can_be_set_by_hand()
    {
        await using var server = Server();
        var gate = new ScriptedGate(new SetVariable("id", "\"x7\"", IsHidden: false), new SkipStep());
        var happened = await Run(MakeAndRead, server, gate);
        happened.Passed();
        Assert.Equal(["/read/x7", "/clean"], server.Requests.Select(r => r.Target));
    }

    [Fact]
    public async Task A_step_that_did_not_pass_is_retried_with_the_variable_that_was_set()
    {
        await using var server = new LoopbackServer(r => r.Target == "/good" ? Answers.Json("{\"id\":1}") : Answers.Empty(404));
        var gate = new ScriptedGate(new GoOn(), new SetVariable("v", "good", IsHidden: false), new RetryStep());
        var happened = await Run("  - { step: A, request: GET <<api>>/<<v>>, extract: { id: $.id } }", server, gate, "bad");
        happened.Passed();
        Assert.Equal("A A! A!", gate.Stops);
        Assert.Null(gate.Pauses[1].Request);
        Assert.Equal($"{server.Address}/good", gate.Pauses[2].Request!.Address);
        Assert.Equal(["/bad", "/good"], server.Requests.Select(r => r.Target));
        var retry = Assert.Single(happened.Events.OfType<RetryScheduled>());
        Assert.Equal((1, 404, "retried by hand"), (retry.Attempt, retry.Status, retry.Reason.Text));
        var step = Assert.Single(happened.Steps);
        Assert.Equal((2, 200), (step.Attempts, step.Status));
        Assert.Equal((1, 0), (happened.Summary.Passed, happened.Summary.Failed));
    }

    [Fact]
    public async Task Each_exchange_of_a_retried_step_is_told_with_the_number_of_its_attempt()
    {
        await using var server = new LoopbackServer(Answers.Empty(404));
        var gate = new ScriptedGate(new RetryStep(), new RetryStep()) { Before = _ => false };
        var run = ScenarioRun.Steps("  - { step: A, request: GET <<api>>/a }") with { Gate = gate, Verbose = true };
        var happened = await run.With("api", server.Address).RunAsync();
        Assert.Equal(
            "RunStarted StepStarted RequestSent RetryScheduled RequestSent RetryScheduled RequestSent StepFinished RunFinished",
            string.Join(" ", happened.Events.Select(e => e.GetType().Name))
        );
        Assert.Equal([1, 2, 3], happened.Events.OfType<RequestSent>().Select(s => s.Exchange.Attempt));
        Assert.Equal("it was attempt 3", happened.Problem.Why?.Split('\n')[^1]);
        Assert.Equal(1, happened.Summary.Failed);
    }

    [Fact]
    public async Task A_failure_within_a_call_is_asked_about_once()
    {
        await using var server = new LoopbackServer(Answers.Empty(404));
        var gate = new ScriptedGate(Array.Empty<StepAnswer>()) { Before = _ => false };
        var run = ScenarioRun
            .Steps("  - { step: A, call: inner.yaml }")
            .File("inner.yaml", "scenario: Inner\ninputs: { api: { type: url } }\nsteps:\n  - { step: I, request: GET <<api>>/i }\n");
        var happened = await (run with { Gate = gate }).With("api", server.Address).RunAsync();
        Assert.Equal("failed failed", happened.Outcomes);
        Assert.Equal("I!", gate.Stops);
    }

    [Theory]
    [InlineData(UndoPolicy.Failure, "/make /clean /make/1")]
    [InlineData(UndoPolicy.Never, "/make /clean")]
    public async Task To_quit_ends_the_run_in_order(UndoPolicy undo, string sent)
    {
        await using var server = Server();
        var gate = new ScriptedGate(new GoOn(), new QuitRun());
        var happened = await Run(MakeAndRead + "\n", server, gate, undo: undo);
        Assert.Equal(Outcome.Cancelled, happened.Outcome);
        Assert.Equal(sent, string.Join(" ", server.Requests.Select(r => r.Target)));
        Assert.Equal("the run was cancelled", happened.Steps[1].Note);
        Assert.Equal((Outcome.Skipped, 1), (happened.Steps[1].Outcome, happened.Summary.Skipped));
    }

    [Fact]
    public async Task Steps_behind_the_one_that_was_quit_say_the_same()
    {
        await using var server = Server();
        var happened = await Run(
            "  - { step: A, request: GET <<api>>/a }\n  - { step: B, request: GET <<api>>/b }",
            server,
            new ScriptedGate(new QuitRun())
        );
        Assert.Equal(["the run was cancelled", "the run was cancelled"], happened.Steps.Select(s => s.Note?.Text));
    }

    [Fact]
    public async Task To_quit_at_a_step_of_finally_runs_it_all_the_same()
    {
        await using var server = Server();
        var gate = new ScriptedGate(new QuitRun()) { Before = p => p.Phase == Phase.Finally };
        var happened = await Run(MakeAndRead, server, gate);
        happened.Passed();
        Assert.Equal(["/make", "/read/1", "/clean"], server.Requests.Select(r => r.Target));
    }

    [Fact]
    public async Task An_undo_that_is_skipped_is_left_behind()
    {
        await using var server = Server();
        var gate = new ScriptedGate(new SkipStep()) { Before = p => p.Phase == Phase.Undo };
        var happened = await Run(MakeAndRead, server, gate, undo: UndoPolicy.Always);
        Assert.Equal([$"DELETE {server.Address}/make/1"], happened.LeftBehind);
        Assert.Equal("passed passed passed skipped", happened.Outcomes);
        Assert.Null(happened.Steps[^1].Span);
    }

    [Fact]
    public async Task The_wish_to_stop_ends_the_waiting()
    {
        await using var server = Server();
        using var stop = new CancellationTokenSource();
        var gate = new ScriptedGate(_ =>
        {
            stop.Cancel();
            return new GoOn();
        });
        var run = ScenarioRun.Steps(MakeAndRead) with { Gate = gate, Stop = stop.Token };
        var happened = await run.With("api", server.Address).RunAsync();
        Assert.Equal(Outcome.Cancelled, happened.Outcome);
        Assert.Equal("/clean", server.Only.Target);
    }

    [Theory]
    [InlineData(true, "passed passed passed")]
    [InlineData(false, "unknown skipped passed")]
    public async Task Time_that_passes_while_somebody_is_asked_is_nobodys(bool isAsked, string outcomes)
    {
        var clock = new FakeTimeProvider();
        await using var server = new LoopbackServer(r =>
        {
            if (r.Target == "/make" && !isAsked)
            {
                clock.Advance(TimeSpan.FromMinutes(2));
                return null;
            }
            return Answers.Json("{\"id\":1}");
        });
        var gate = new ScriptedGate(_ =>
        {
            clock.Advance(TimeSpan.FromHours(10));
            return new GoOn();
        })
        {
            Before = p => isAsked && p.Title == "Make",
        };
        var run = ScenarioRun.Steps(MakeAndRead, "timeout: 1m") with
        {
            Gate = gate,
            Clock = clock,
            Budgets = new Budgets { Time = TimeSpan.FromHours(1) },
        };
        var happened = await run.With("api", server.Address).RunAsync();
        Assert.Equal(outcomes, happened.Outcomes);
        if (isAsked)
            Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (happened.Steps[0].Duration, happened.Summary.Duration));
    }

    private static LoopbackServer Server() => new(Answers.Json("{\"id\":1}"));

    private static Task<Happened> Run(
        string steps,
        LoopbackServer server,
        ScriptedGate gate,
        string v = "v",
        UndoPolicy undo = UndoPolicy.Never
    ) => (ScenarioRun.Steps(steps) with { Gate = gate, Undo = undo }).With("api", server.Address).With("v", v).RunAsync();
}
