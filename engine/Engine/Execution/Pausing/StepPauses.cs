using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Pausing;

/// <summary>Where the steps of a run stop, for whoever runs it step by step.</summary>
/// <param name="run">What the run owns.</param>
/// <param name="gate">Is asked.</param>
/// <param name="clock">Stands still meanwhile.</param>
internal sealed class StepPauses(RunResources run, IStepGate gate, PausableClock clock)
{
    private readonly VariableEdits edits = new(run);

    /// <summary>Asks before a step is sent.</summary>
    public async Task<Admission> BeforeAsync(PlannedStep step, StepPlace place, VariableBag bag, CancellationToken ct)
    {
        var admitted = new Admission(bag);
        return gate.StopsBefore(place.Shown(run.Teller.Mask))
            ? await AskAsync(new Stop(step, place, null), Prepare(step, admitted), ct)
            : admitted;
    }

    /// <summary>Asks after a step that did not pass.</summary>
    /// <param name="ended">The step.</param>
    /// <param name="admitted">The variables it left, and how often it was sent.</param>
    /// <param name="ct">Ends the waiting.</param>
    public async Task<Admission> AfterAsync(EndedStep ended, Admission admitted, CancellationToken ct) =>
        gate.StopsAfter(ended.Place.Shown(run.Teller.Mask))
            ? await AskAsync(new Stop(ended.Step, ended.Place, ended), admitted, ct)
            : admitted;

    private async Task<Admission> AskAsync(Stop stop, Admission admitted, CancellationToken ct)
    {
        string? objection = null;
        while (true)
        {
            var answer = await AnswerAsync(Describe(stop, admitted, objection), ct);
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
            return await clock.StandAsync(() => gate.AskAsync(pause, ct));
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
            var request = run.Requests.Render(step.Request, admitted.Bag) with { Cause = step.Cause };
            var refusal = run.Check.Check(request.Address.Plain, request.Labels, request.Span, request.Address.Labels);
            return admitted with { Request = request, Problems = refusal is null ? [] : [refusal] };
        }
        catch (DiagnosticException e)
        {
            return admitted with { Request = null, Problems = [e.Diagnostic] };
        }
    }

    private StepPause Describe(Stop stop, Admission admitted, string? objection) =>
        new()
        {
            Step = stop.Place.Shown(run.Teller.Mask),
            Finished = stop.Ended is { } ended ? StepEvents.Finish(run, ended, null) : null,
            Request = admitted.Request is { } request ? ExchangeRecords.Ahead(run, request, CookiesOf(request, admitted)) : null,
            Call = stop.Step.Step.Call is { } call ? Written(call) : [],
            Problems = run.Teller.Shown(admitted.Problems),
            Variables = edits.Show(stop.Step, admitted.Bag),
            Objection = MaskedText.Maybe(run.Teller.Mask, objection),
        };

    // An address that will be refused may be none at all.
    private string? CookiesOf(RenderedRequest request, Admission admitted) =>
        request.Cookies == CookiePolicy.Keep && admitted.Problems.IsEmpty ? run.Cookies.HeaderFor(new Uri(request.Address.Plain)) : null;

    private ImmutableArray<ShownValue> Written(CallTemplate call) =>
        [Shown("call", call.File.Written), .. call.With.Select(w => Shown(w.Name, w.Value.Span.Text))];

    private ShownValue Shown(string name, string text) => new(MaskedText.By(run.Teller.Mask, name), MaskedText.By(run.Teller.Mask, text));

    private sealed record Stop(PlannedStep Step, StepPlace Place, EndedStep? Ended);
}
