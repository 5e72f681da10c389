using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution;

/// <summary>What a step takes out of an answer into the bag.</summary>
internal sealed class ExtractionRunner(RunTools tools, RunState state)
{
    /// <summary>All extractions of a step; one may use those above it.</summary>
    /// <exception cref="DiagnosticException">There is no such value.</exception>
    public (VariableBag Bag, ImmutableArray<TakenValue> Extracted) Extract(
        PlannedStep planned,
        VariableBag bag,
        HttpExchange? exchange,
        FoundSecrets secrets
    )
    {
        var extracted = ImmutableArray.CreateBuilder<TakenValue>(planned.Step.Extractions.Length);
        foreach (var extraction in planned.Step.Extractions)
        {
            var variable = Extract(extraction, planned, bag, exchange, secrets);
            bag = bag.With(variable);
            state.Held.Check(bag.Weight, extraction.Span);
            var shown = ValueJson.Write(new Rendered(variable.Value, variable.Labels).Shown);
            extracted.Add(new TakenValue(extraction.Name, shown, extraction.Span.Text, !variable.Labels.IsEmpty));
        }
        return (bag, extracted.ToImmutable());
    }

    /// <summary>
    /// The variables for the undo of a step that did what it was sent for but whose answer was not as expected; null when it has no undo,
    /// or the answer lacks what that needs. What was made must not stay behind only because a detail of it was wrong.
    /// </summary>
    public VariableBag? ForUndo(PlannedStep planned, VariableBag bag, HttpExchange exchange, FoundSecrets secrets)
    {
        if (planned.NeedsToTakeBack is not { } needs)
            return null;
        foreach (var extraction in planned.Step.Extractions)
        {
            try
            {
                bag = bag.With(Extract(extraction, planned, bag, exchange, secrets));
            }
            catch (DiagnosticException)
            {
                // An older value of the name must not be taken for the missing one; whether the undo needs it is looked at below.
                bag = bag.Without(extraction.Name);
            }
        }
        var isEnough = needs.All(u => u.MayBeMissing || bag.TryGet(u.Name, out _));
        return isEnough ? bag.Without("response") : null;
    }

    private Variable Extract(Extraction extraction, PlannedStep planned, VariableBag bag, HttpExchange? exchange, FoundSecrets secrets)
    {
        var (found, isSecret) = tools.Extractor.Extract(extraction, exchange, bag, secrets);
        var labels = LabelsOf(extraction.Name, found, isSecret, exchange).Union(planned.Cause);
        if (!labels.IsEmpty)
            state.Secrets.Learn(labels, found.Value);
        return new Variable(extraction.Name, found.Value, labels, $"extracted by step \"{planned.Step.Title}\"");
    }

    private LabelSet LabelsOf(string name, Rendered found, bool isSecret, HttpExchange? exchange)
    {
        var labels = found.Labels.Union(state.Secrets.LabelsIn(found.Value));
        if (isSecret && exchange is not null)
            labels = labels.Union(exchange.Request.Labels).Union(exchange.SessionLabels);
        return isSecret ? state.Secrets.LabelFound(name, found.Value, labels) : labels;
    }
}
