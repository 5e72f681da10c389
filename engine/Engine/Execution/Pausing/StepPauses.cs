using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Execution.Settling;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Pausing;

/// <summary>Where the steps of a run stop, for whoever runs it step by step.</summary>
/// <param name="tools">What the run works with.</param>
/// <param name="state">Where the run stands.</param>
/// <param name="teller">Says how a step ended that is asked about.</param>
internal sealed class StepPauses(RunTools tools, RunState state, StepTeller teller)
{
    private readonly VariableEdits edits = new(state.Secrets, tools.Teller.Mask);
    private readonly PromptComputing computing = new(tools, state);

    /// <summary>Asks before a step is sent.</summary>
    public ValueTask<Admission> BeforeAsync(Turn turn)
    {
        var admitted = new Admission(turn.Bag);
        return !tools.IsUnattended && tools.Gate.StopsBefore(turn.Place.Shown(tools.Teller.Mask))
            ? new(AskAsync(new Stop(turn, null), Prepare(turn, admitted), turn.Limit.Token))
            : new(admitted);
    }

    /// <summary>Asks after a step that did not pass; a call that failed within was asked about there.</summary>
    /// <param name="ended">The step.</param>
    /// <param name="before">What was said before it was sent.</param>
    public ValueTask<Admission> AfterAsync(EndedStep ended, Admission before)
    {
        var (turn, result) = (ended.Turn, ended.Result);
        var (after, ct) = (
            new Admission(result.Bag)
            {
                Attempts = result.Attempts,
                Edited = before.Edited,
                NewPlan = before.NewPlan,
            },
            turn.Limit.Token
        );
        return
            !tools.IsUnattended
            && result.Outcome is Outcome.Failed or Outcome.Broken or Outcome.Unknown
            && !result.Problems.IsEmpty
            && !ct.IsCancellationRequested
            && tools.Gate.StopsAfter(turn.Place.Shown(tools.Teller.Mask))
            ? new(AskAsync(new Stop(turn, ended), after, ct))
            : new(after);
    }

    private async Task<Admission> AskAsync(Stop stop, Admission admitted, CancellationToken ct)
    {
        // Whoever is asked has been told of what was done.
        if (tools.Scribe is { } scribe)
            await scribe.FlushAsync();
        var reply = new Reply(null, null);
        while (true)
        {
            switch (await AnswerAsync(Describe(stop, admitted, reply), ct))
            {
                case SetVariable set:
                    var (value, objection) = VariableEdits.Read(set, stop.Turn, admitted.Bag);
                    reply = new Reply(null, objection);
                    if (value is not null)
                        admitted = Prepare(stop.Turn, With(set, value, stop, admitted));
                    break;
                case ComputeExpression compute:
                    var (computed, problem) = computing.Compute(compute.Text, computing.ScopeOf(admitted.Bag, stop.Ended?.Result), ct);
                    reply = new Reply(computed, problem);
                    break;
                case RetryStep when stop is { Ended: not null, Turn.Plan: { } plan }:
                    var edited = await tools.Files.ReadAsync(plan, stop.Turn.Place, ct);
                    if (edited.Problem is null)
                        return Again(edited.Plan, admitted);
                    reply = new Reply(null, edited.Problem);
                    break;
                case var answer:
                    return admitted with { Answer = answer };
            }
        }
    }

    // What was rendered before belongs to the step as it was.
    private static Admission Again(Plan? edited, Admission admitted) =>
        edited is null
            ? admitted with
            {
                Answer = new RetryStep(),
            }
            : admitted with
            {
                Answer = new RetryStep(),
                NewPlan = edited,
                Request = null,
                Problems = [],
            };

    private Admission With(SetVariable set, Value value, Stop stop, Admission admitted) =>
        admitted with
        {
            Bag = edits.Apply(set, value, stop.Step, admitted.Bag),
            Edited = admitted.Edited.Add(set.Name),
        };

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
    private Admission Prepare(Turn turn, Admission admitted)
    {
        var step = turn.Step;
        if (step.Request is null)
            return admitted;
        try
        {
            var request = SentKey.On(tools.Requests.Render(step.Request, admitted.Bag), step, turn.Place, state) with
            {
                Cause = step.Cause,
            };
            var refusal = tools.Check.Check(request.Address.Plain, request.Labels, request.Span, request.Address.Labels);
            return admitted with { Request = request, Problems = refusal is null ? [] : [refusal] };
        }
        catch (DiagnosticException e)
        {
            return admitted with { Request = null, Problems = [e.Diagnostic] };
        }
    }

    private StepPause Describe(Stop stop, Admission admitted, Reply reply) =>
        new()
        {
            Step = stop.Turn.Place.Shown(tools.Teller.Mask),
            Finished = stop.Ended is { } ended ? teller.Finish(ended, null) : null,
            Request = admitted.Request is { } request ? Ahead(request, admitted) : null,
            Call = stop.Step.Step.Call is { } call ? Written(call) : [],
            Problems = tools.Teller.Shown(admitted.Problems),
            Variables = edits.Show(stop.Step, admitted.Bag),
            Objection = reply.Objection is { } objection ? tools.Teller.Shown([objection])[0] : null,
            Computed = MaskedText.Maybe(tools.Teller.Mask, reply.Computed),
        };

    private ExchangeRecord Ahead(RenderedRequest request, Admission admitted) =>
        ExchangeRecords.Ahead(new Hop(request, CookiesOf(request, admitted), tools.WallClock.GetUtcNow()), tools.Teller.Mask);

    // An address that will be refused may be none at all.
    private string? CookiesOf(RenderedRequest request, Admission admitted) =>
        request.Cookies == CookiePolicy.Keep && admitted.Problems.IsEmpty ? state.Cookies.HeaderFor(new Uri(request.Address.Plain)) : null;

    private ImmutableArray<ShownValue> Written(CallTemplate call) =>
        [Shown("call", call.File.Written), .. call.With.Select(w => Shown(w.Name, w.Value.Span.Text))];

    private ShownValue Shown(string name, string text) =>
        new(MaskedText.By(tools.Teller.Mask, name), MaskedText.By(tools.Teller.Mask, text));

    private sealed record Stop(Turn Turn, EndedStep? Ended)
    {
        public PlannedStep Step => Turn.Step;
    }

    /// <summary>What is said to an answer after which the question is put again.</summary>
    private sealed record Reply(string? Computed, Diagnostic? Objection);
}
