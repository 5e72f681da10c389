using System.Collections.Immutable;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Forecasting;

/// <summary>A step: whether and how often it runs, what it sends, and what it leaves.</summary>
internal sealed class StepForecaster(TemplateForecaster templates, Ledger ledger, DecisionForecaster decisions, Forecaster scenarios)
{
    private readonly RequestForecaster requests = new(templates);
    private readonly ExtractionForecaster extractions = new(templates, ledger);

    public (ForecastStep Shown, ForeseenBag Bag) Forecast(Plan plan, PlannedStep planned, ForeseenBag bag, Course course)
    {
        var control = StepControl.Of(planned.Step, bag, templates);
        var itself = course with { Records = course.Records && control.Skipped is null, IsSure = course.IsSure && control.IsSure };
        if (itself.Records && !control.IsSure)
            ledger.Doubt();
        if (itself.Records)
            decisions.RecordLoop(planned.Step, bag);
        var problems = itself.IsSure ? bag.Problems : null;
        // The turns of a list that is known are recorded one by one; what is shown stands for all of them.
        var items = itself.Records && !ledger.IsFull ? control.Items : null;
        var shownCourse = items is null ? itself : itself with { Records = false };
        var (shown, after) = Once(planned, control.Scope.Saying(problems), shownCourse);
        if (items is not null)
            GoOver(planned, items.Value, bag.Saying(problems), itself);
        return (control.Describe(shown, planned), control.Leave(bag, after));
    }

    // Each turn may ask for another origin.
    private void GoOver(PlannedStep planned, ImmutableArray<Value> items, ForeseenBag bag, Course course)
    {
        for (var i = 0; i < items.Length && !ledger.IsFull; i++)
        {
            var scope = StepControl.WithItem(bag, Foreseen.Known(items[i]), Foreseen.Known(i));
            if (StepControl.WhenOf(planned.Step, scope, templates) != false)
                _ = Once(planned, scope, course);
        }
    }

    private (ForecastStep Shown, ForeseenBag Bag) Once(PlannedStep planned, ForeseenBag bag, Course course)
    {
        if (course.Records)
            decisions.Record(planned, bag);
        return planned.Call is { } called ? Call(planned, called, bag, course) : Send(planned, bag, course);
    }

    private (ForecastStep Shown, ForeseenBag Bag) Send(PlannedStep planned, ForeseenBag bag, Course course)
    {
        var step = planned.Step;
        if (planned.Request is null)
            return (Describe(step, []), bag);
        var request = requests.Forecast(planned.Request, bag);
        var (extracted, after) = extractions.Forecast(step, request.Labels, bag);
        var probe = planned.OnUnknown?.Probe is { } asks ? requests.Forecast(asks.Request!, bag) : null;
        var undo = planned.Undo is null ? null : requests.Forecast(planned.Undo.Request!, after);
        if (course.Records)
            Record(step, request, undo, course);
        if (course.Records && probe is not null)
            ledger.Check(probe, course.Problems);
        var shown = Describe(step, extracted) with
        {
            Request = Sent(planned, Show(request)),
            OnUnknown = StepWords.OnUnknown(step),
            Probe = probe is null ? null : Show(probe),
            Undo = undo is null ? null : Show(undo),
        };
        return (shown, after);
    }

    private void Record(Step step, ForeseenRequest request, ForeseenRequest? undo, Course course)
    {
        ledger.Record(request, step.Title, course.Problems);
        if (undo is not null)
            ledger.Check(undo, course.Problems);
        if (undo is not null || Creates(step))
            ledger.Make(new ForecastThing(step.Title, Line(request), undo is null ? null : Line(undo), 1));
    }

    // 201 says that something was created (RFC 9110, section 15.3.2).
    private static bool Creates(Step step) =>
        step.Request!.Method is "POST" or "PUT" && step.Expect.Status is { } status && status.Allows(201) && !status.Allows(299);

    private static string Line(ForeseenRequest request) => $"{request.Shown.Method} {request.Shown.Address}";

    // The run has no id yet.
    private static ForecastRequest Sent(PlannedStep planned, ForecastRequest request) =>
        planned.SendsKey
            ? request with
            {
                Headers = request.Headers.Add(new ForecastField(IdempotencyKey.Header, Pending.InRun.Shown(""))),
            }
            : request;

    private static ForecastRequest Show(ForeseenRequest request) => request.Shown with { Origin = Ledger.Shown(request.Address) };

    private (ForecastStep Shown, ForeseenBag Bag) Call(PlannedStep planned, Plan called, ForeseenBag bag, Course course)
    {
        var step = planned.Step;
        var passed = step.Call!.With.Aggregate(
            Forecaster.NoVariables,
            (all, argument) => all.SetItem(argument.Name, templates.Render(argument.Value, bag))
        );
        var (scenario, outputs) = scenarios.Go(called, passed, course);
        var scope = bag.With("outputs", Foreseen.Map([.. outputs]));
        var (extracted, after) = extractions.Forecast(step, LabelSet.None, scope);
        return (Describe(step, extracted) with { Call = scenario }, after.Without("outputs"));
    }

    private static ForecastStep Describe(Step step, ImmutableArray<ForecastExtraction> extracted) =>
        new()
        {
            Title = step.Title,
            Place = step.Span.ToString(),
            Expect = StepWords.Expectations(step),
            Extracts = extracted,
        };
}
