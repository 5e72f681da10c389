using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Http.Answers;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>A step that calls another scenario: what it passes on, the run of that scenario, what it takes from its outputs.</summary>
/// <param name="tools">What the run works with.</param>
/// <param name="state">Where the run stands.</param>
/// <param name="time">The time of the run.</param>
/// <param name="abort">Ends even the <c>finally</c> of the called scenario.</param>
internal sealed class CallRunner(RunTools tools, RunState state, RunTime time, CancellationToken abort)
{
    private readonly ExtractionRunner extractions = new(tools, state);

    /// <summary>Never throws for what a user or a server can cause.</summary>
    public async Task<StepResult> RunAsync(Turn turn)
    {
        try
        {
            tools.Work.Begin(turn.Limit.Token);
            state.Held.Keep(turn.Bag.Weight);
            var called = await CallAsync(turn);
            state.Held.LetGo(turn.Bag.Weight);
            tools.Work.Begin(turn.Limit.Token);
            return called.Outcome == Outcome.Passed ? Take(turn, called) : NotPassed(turn, called);
        }
        catch (DiagnosticException e)
        {
            return StepResult.Broken(turn.Bag, e.Diagnostic);
        }
        catch (OperationCanceledException) when (turn.Limit.Token.IsCancellationRequested)
        {
            return new StepResult { Outcome = Outcome.Cancelled, Bag = turn.Bag };
        }
    }

    private Task<ScenarioOutcome> CallAsync(Turn turn)
    {
        var (step, passed) = (turn.Step, VariableBag.Empty);
        foreach (var argument in step.Step.Call!.With)
        {
            var value = tools.Templates.Render(argument.Value, turn.Bag);
            passed = passed.With(
                new Variable(argument.Name, value.Value, $"passed by step \"{step.Step.Title}\"")
                {
                    IsRenewed = state.History is not null && IsRenewed(argument.Value, turn.Bag),
                }
            );
            state.Held.Check(turn.Bag.Weight + passed.Weight, argument.Value.Span);
        }
        return new ScenarioRunner(tools, state, time, abort).RunAsync(
            step.Call!.Because(step.Cause),
            passed,
            Included.By(turn.Place),
            turn.Limit.Token
        );
    }

    private static bool IsRenewed(ValueTemplate argument, VariableBag bag) =>
        argument.Templates.SelectMany(t => t.Uses).Any(u => bag.TryGet(u.Name, out var used) && used.IsRenewed);

    private static StepResult NotPassed(Turn turn, ScenarioOutcome called) =>
        new()
        {
            Outcome = called.Outcome,
            Bag = turn.Bag,
            Problems = [.. called.OwnProblems],
            WasRefused = called.IsRefused,
        };

    private StepResult Take(Turn turn, ScenarioOutcome called)
    {
        var outputs = new Variable("outputs", called.Outputs, "the outputs");
        var scope = turn.Bag.With(outputs);
        var verdict = tools.Judge.JudgeThat(turn.Step.Step.Expect, scope);
        if (!verdict.Problems.IsEmpty)
            return new StepResult
            {
                Outcome = Outcome.Failed,
                Bag = turn.Bag,
                Problems = verdict.Problems,
                Checks = verdict.Checks,
            };
        var (after, extracted) = extractions.Extract(turn.Step, scope, null, AnswerCredentials.None);
        return new StepResult
        {
            Outcome = Outcome.Passed,
            Bag = after.Without("outputs"),
            Extracted = extracted,
            IsIdle = !called.HasRun,
            Checks = verdict.Checks,
        };
    }
}
