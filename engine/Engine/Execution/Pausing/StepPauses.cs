using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Execution.Pausing;

/// <summary>Where the steps of a run stop, for whoever runs it step by step.</summary>
/// <param name="tools">What the run works with.</param>
/// <param name="state">Where the run stands.</param>
internal sealed class StepPauses(RunTools tools, RunState state)
{
    private readonly VariableEdits edits = new(state.Secrets);

    /// <summary>Asks before a step is sent.</summary>
    public async Task<Admission> BeforeAsync(Turn turn)
    {
        var admitted = new Admission(turn.Bag);
        return tools.Gate.StopsBefore(tools.Observer.Cover(turn.Place))
            ? await AskAsync(new Stop(turn.Step, turn.Place, null), Prepare(turn.Step, admitted), turn.Limit.Token)
            : admitted;
    }

    /// <summary>Asks after a step that did not pass; a call that failed within was asked about there.</summary>
    /// <param name="turn">The step.</param>
    /// <param name="before">What was said before it was sent.</param>
    /// <param name="result">How it ended.</param>
    /// <param name="finished">What will be told of it.</param>
    public async Task<Admission> AfterAsync(Turn turn, Admission before, StepResult result, StepFinished finished)
    {
        var (after, ct) = (new Admission(result.Bag) { Attempts = result.Attempts, Edited = before.Edited }, turn.Limit.Token);
        return
            result.Outcome is Outcome.Failed or Outcome.Broken
            && !result.Problems.IsEmpty
            && !ct.IsCancellationRequested
            && tools.Gate.StopsAfter(tools.Observer.Cover(finished.Step))
            ? await AskAsync(new Stop(turn.Step, finished.Step, finished), after, ct)
            : after;
    }

    private async Task<Admission> AskAsync(Stop stop, Admission admitted, CancellationToken ct)
    {
        string? objection = null;
        while (true)
        {
            var pause = tools.Observer.Cover(Describe(stop, admitted) with { Objection = objection });
            var answer = await AnswerAsync(pause, ct);
            if (answer is not SetVariable set)
                return admitted with { Answer = answer };
            objection = VariableEdits.Objection(set, stop.Step, admitted.Bag);
            if (objection is null)
                admitted = Prepare(
                    stop.Step,
                    admitted with
                    {
                        Bag = edits.Apply(set, stop.Step, admitted.Bag),
                        Edited = admitted.Edited.Add(set.Name),
                    }
                );
        }
    }

    private async Task<StepAnswer> AnswerAsync(StepPause pause, CancellationToken ct)
    {
        try
        {
            return await tools.GateClock.StandAsync(() => tools.Gate.AskAsync(pause, ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return new QuitRun();
        }
    }

    // Once for each set of variables: what is shown is what is sent, random parts too.
    private Admission Prepare(PlannedStep step, Admission admitted)
    {
        if (step.Request is null)
            return admitted;
        try
        {
            var request = tools.Requests.Render(step.Request, admitted.Bag) with { Cause = step.Cause };
            var refusal = tools.Check.Check(request.Address.Plain, request.Labels, request.Span, request.Address.Labels);
            return admitted with { Request = request, Problems = refusal is null ? [] : [refusal] };
        }
        catch (DiagnosticException e)
        {
            return admitted with { Request = null, Problems = [e.Diagnostic] };
        }
    }

    private StepPause Describe(Stop stop, Admission admitted) =>
        new()
        {
            Step = stop.Place,
            Finished = stop.Finished,
            Request = admitted.Request is { } request
                ? ExchangeRecords.Ahead(request, CookiesOf(request, admitted), tools.WallClock.GetUtcNow())
                : null,
            Call = stop.Step.Step.Call is { } call ? Written(call) : [],
            Problems = admitted.Problems,
            Variables = edits.Show(stop.Step, admitted.Bag),
        };

    // An address that will be refused may be none at all.
    private string? CookiesOf(RenderedRequest request, Admission admitted) =>
        request.Cookies == CookiePolicy.Keep && admitted.Problems.IsEmpty ? state.Cookies.HeaderFor(new Uri(request.Address.Plain)) : null;

    private static ImmutableArray<ShownValue> Written(CallTemplate call) =>
        [new ShownValue("call", call.File.Written), .. call.With.Select(w => new ShownValue(w.Name, w.Value.Span.Text))];

    private sealed record Stop(PlannedStep Step, StepPlace Place, StepFinished? Finished);
}
