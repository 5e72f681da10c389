using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>One request of a scenario, from its template to the variables it leaves: the heart of the engine.</summary>
internal sealed class StepRunner(RunResources run)
{
    private readonly RedirectLoop redirects = new(run);

    /// <summary>Render, send, judge, extract. Never throws for what a user or a server can cause.</summary>
    public async Task<StepOutcome> RunAsync(PlannedStep planned, VariableBag bag, CancellationToken ct)
    {
        RenderedRequest? request = null;
        HttpExchange? exchange = null;
        try
        {
            request = run.Requests.Render(planned.Request!, bag);
            var result = await redirects.SendAsync(request, ct);
            if (result is Unanswered failure)
                return Broken(AnswerProblems.Unanswered(request, failure));
            exchange = ((Answered)result).Exchange;
            return JudgeAndExtract(planned, bag, exchange) with { Request = request, Exchange = exchange };
        }
        catch (DiagnosticException e)
        {
            return Broken(e.Diagnostic);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return new StepOutcome
            {
                Outcome = Outcome.Cancelled,
                Bag = bag,
                Request = request,
            };
        }

        StepOutcome Broken(Diagnostic problem) =>
            new()
            {
                Outcome = Outcome.Broken,
                Bag = bag,
                Problems = [problem],
                Request = request,
                Exchange = exchange,
            };
    }

    private StepOutcome JudgeAndExtract(PlannedStep planned, VariableBag bag, HttpExchange exchange)
    {
        var secrets = run.Learn(exchange);
        var answer = new Variable("response", new AnswerView(exchange, attempt: 1), LabelSet.None, "the answer");
        var scope = bag.With(answer);
        var verdict = run.Judge.Judge(planned.Step, exchange, scope);
        if (!verdict.Problems.IsEmpty)
            return new StepOutcome
            {
                Outcome = verdict.CouldJudge ? Outcome.Failed : Outcome.Broken,
                Bag = bag,
                Problems = verdict.Problems,
            };
        var (after, extracted) = Extract(planned, scope, exchange, secrets);
        after = after.Without("response");
        if (planned.Undo is not null)
            run.Made.Add(new UndoEntry(planned, after));
        return new StepOutcome
        {
            Outcome = Outcome.Passed,
            Bag = after,
            Extracted = extracted,
        };
    }

    /// <summary>All extractions of a step; one may use those above it.</summary>
    public (VariableBag Bag, ImmutableArray<ShownValue> Extracted) Extract(
        PlannedStep planned,
        VariableBag bag,
        HttpExchange? exchange,
        IReadOnlyCollection<string> secrets
    )
    {
        var extracted = ImmutableArray.CreateBuilder<ShownValue>(planned.Step.Extractions.Length);
        foreach (var extraction in planned.Step.Extractions)
        {
            var (found, isSecret) = run.Extractor.Extract(extraction, exchange, bag, secrets);
            found = found with { Labels = LabelsOf(extraction.Name, found, isSecret, exchange) };
            if (!found.Labels.IsEmpty)
                run.Learn(found.Labels, found.Value);
            bag = bag.With(new Variable(extraction.Name, found.Value, found.Labels, $"extracted by step \"{planned.Step.Title}\""));
            extracted.Add(new ShownValue(extraction.Name, JsonText.Write(found.Shown)));
        }
        return (bag, extracted.ToImmutable());
    }

    private LabelSet LabelsOf(string name, Rendered found, bool isSecret, HttpExchange? exchange)
    {
        var labels = found.Labels.Union(run.Known.In(found.Value));
        return isSecret ? run.LabelFound(name, found.Value, labels.Union(exchange?.Request.Labels ?? LabelSet.None)) : labels;
    }
}
