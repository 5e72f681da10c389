using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>
/// A step with <c>for_each</c>: one turn for each item, in order, up to the first that does not pass. Each turn sees the variables from
/// before the loop; afterwards each extraction is the list of what the turns gave that passed, for <c>finally</c> also when one did not.
/// </summary>
/// <param name="tools">Compute the list.</param>
/// <param name="state">Says how much may still be held.</param>
/// <param name="steps">Runs each turn.</param>
/// <param name="teller">Tells of a loop that has no turn.</param>
internal sealed class LoopRunner(RunTools tools, RunState state, StepRunner steps, StepTeller teller)
{
    public async Task<StepResult> RunAsync(Turn turn, ValueTemplate items)
    {
        if (state.History?.Find(turn.Place.Path) is { } recorded)
            return recorded.ToResult(turn.Bag);
        var result = await RunTurnsAsync(turn, items);
        tools.Scribe?.Ended(turn, result);
        return result;
    }

    private async Task<StepResult> RunTurnsAsync(Turn turn, ValueTemplate items)
    {
        var (step, bag) = (turn.Step, turn.Bag);
        ListValue list;
        try
        {
            tools.Work.Begin(turn.Limit.Token);
            list = ListOf(turn, items);
        }
        catch (DiagnosticException e)
        {
            return teller.Broken(turn, e.Diagnostic);
        }
        catch (OperationCanceledException) when (turn.Limit.Token.IsCancellationRequested)
        {
            return teller.Stopped(turn);
        }
        var turns = list.Items;
        if (turns.IsEmpty)
        {
            teller.PassedOver(step, turn.Place, "the list of for_each is empty");
            return new Gathering(step).Into(bag, Outcome.Skipped);
        }
        var gathered = new Gathering(step);
        // How many turns there are tells of the list; what an item holds is only told of by what uses it.
        var own = list.Own;
        for (var i = 0; i < turns.Length; i++)
        {
            var scope = bag.With(new Variable(ScopeTable.Item.Name, turns[i], own, "for_each"))
                .With(new Variable(ScopeTable.Index.Name, i, own, "for_each"));
            var result = await steps.RunAsync(
                turn with
                {
                    Step = step with { Cause = step.Cause.Union(own) },
                    Place = turn.Place with { Turn = i + 1, Turns = turns.Length },
                    Bag = scope,
                }
            );
            if (result.Outcome is not (Outcome.Passed or Outcome.Skipped))
                return result with { Bag = gathered.Into(bag, result.Outcome).Bag };
            gathered.Add(result);
            if (TooMuch(turn, bag, gathered) is { } problem)
                return teller.Broken(turn, problem) with { Bag = gathered.Into(bag, Outcome.Broken).Bag };
            bag = result
                .Edited.Where(name => !ScopeTable.IsOfLoop(name))
                .Aggregate(bag, (kept, name) => result.Bag.TryGet(name, out var set) ? kept.With(set) : kept);
        }
        return gathered.Into(bag, gathered.HasPassed ? Outcome.Passed : Outcome.Skipped);
    }

    // A run that goes on has the list it began with.
    private ListValue ListOf(Turn turn, ValueTemplate items)
    {
        if (state.History?.ListAt(turn.Place.Path) is ListValue recorded)
            return recorded;
        var list = tools.Templates.Render(items, turn.Bag);
        if (list.Value is not ListValue value)
            throw NoList(items, list.Value);
        if (!list.Labels.IsEmpty)
            tools.Templates.Decide(
                list.Labels,
                TemplateRenderer.BitsOf(value.Items.Length),
                [.. items.Templates.SelectMany(t => t.Expressions)],
                turn.Bag
            );
        tools.Scribe?.Listed(turn.Place, value);
        return value;
    }

    private Diagnostic? TooMuch(Turn turn, VariableBag bag, Gathering gathered)
    {
        try
        {
            state.Held.Check(bag.Weight + gathered.Weight, turn.Step.Step.Span);
            return null;
        }
        catch (DiagnosticException e)
        {
            return e.Diagnostic;
        }
    }

    private static DiagnosticException NoList(ValueTemplate items, Value value) =>
        new(
            new Diagnostic(
                DiagnosticCodes.EvaluationFailed,
                items.Span,
                $"for_each needs a list, this is {value.Kind}",
                null,
                value is TextValue
                    ? "split the text: <<text.split names \",\">>"
                    : "give it a list, for example <<response.json.items>> extracted before"
            )
        );

    // Only what the turns extracted is kept of them: a loop may be long, and its answers large.
    private sealed class Gathering(PlannedStep step)
    {
        private readonly List<Variable>[] given = [.. step.Step.Extractions.Select(_ => new List<Variable>())];

        public bool HasPassed { get; private set; }

        /// <summary>Whether the turns called scenarios in which no step ran.</summary>
        public bool IsIdle { get; private set; } = true;

        public long Weight { get; private set; }

        // Turns that were skipped gave nothing, so the lists may be shorter than that of the items.
        public void Add(StepResult turn)
        {
            if (turn.Outcome != Outcome.Passed)
                return;
            HasPassed = true;
            IsIdle &= turn.IsIdle;
            for (var i = 0; i < given.Length; i++)
            {
                if (!turn.Bag.TryGet(step.Step.Extractions[i].Name, out var variable))
                    continue;
                given[i].Add(variable);
                Weight += variable.Value.Size.Weight;
            }
        }

        public StepResult Into(VariableBag bag, Outcome outcome)
        {
            for (var i = 0; i < given.Length; i++)
            {
                var origin = $"extracted by step \"{step.Step.Title}\"";
                bag = bag.With(new Variable(step.Step.Extractions[i].Name, new ListValue([.. given[i].Select(v => v.Value)]), origin));
            }
            return new StepResult
            {
                Outcome = outcome,
                Bag = bag,
                IsIdle = IsIdle,
                Note = outcome == Outcome.Skipped ? "no turn of for_each ran" : null,
            };
        }
    }
}
