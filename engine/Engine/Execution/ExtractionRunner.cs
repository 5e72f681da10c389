using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Http.Answers;
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
        AnswerCredentials answered
    )
    {
        var extracted = ImmutableArray.CreateBuilder<TakenValue>(planned.Step.Extractions.Length);
        foreach (var extraction in planned.Step.Extractions)
        {
            var variable = Extract(extraction, planned, bag, exchange, answered);
            bag = bag.With(variable);
            state.Held.Check(bag.Weight, extraction.Span);
            var shown = ValueJson.Write(new Rendered(variable.Value).Shown);
            extracted.Add(new TakenValue(extraction.Name, shown, extraction.Span.Text, !variable.Labels.IsEmpty));
        }
        return (bag, extracted.ToImmutable());
    }

    /// <summary>
    /// The variables for the undo of a step that did what it was sent for but whose answer was not as expected; null when it has no undo,
    /// or the answer lacks what that needs. What was made must not stay behind only because a detail of it was wrong.
    /// </summary>
    public VariableBag? ForUndo(PlannedStep planned, VariableBag bag, HttpExchange exchange, AnswerCredentials answered)
    {
        if (planned.NeedsToTakeBack is not { } needs)
            return null;
        foreach (var extraction in planned.Step.Extractions)
        {
            try
            {
                bag = bag.With(Extract(extraction, planned, bag, exchange, answered));
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

    private Variable Extract(
        Extraction extraction,
        PlannedStep planned,
        VariableBag bag,
        HttpExchange? exchange,
        AnswerCredentials answered
    )
    {
        var (found, isSecret) = tools.Extractor.Extract(extraction, exchange, bag, answered);
        var value = isSecret ? Secret(extraction.Name, found, exchange) : WithoutDenied(extraction, found, answered);
        value = value.Labelled(planned.Cause);
        foreach (var (part, labels) in LabelledParts.Secrets(value))
            state.Secrets.Know(labels, part);
        return new Variable(extraction.Name, value, $"extracted by step \"{planned.Step.Title}\"")
        {
            IsRenewed = state.History is not null,
        };
    }

    // One label of its own, which may go where all may go that it was found with.
    private Value Secret(string name, Value found, HttpExchange? exchange)
    {
        var sources = found.Labels;
        if (exchange is not null)
            sources = sources.Union(exchange.Request.Labels).Union(exchange.SessionLabels);
        var plain = LabelledParts.Relabelled(found, _ => LabelSet.None);
        return SecretParts.Labelled(plain, v => state.Secrets.LabelFound(name, v, sources));
    }

    // What a scenario says is no secret is none by its name; a secret the run knew before stays one.
    private static Value WithoutDenied(Extraction extraction, Value found, AnswerCredentials answered) =>
        extraction.Secret is false && !answered.Labels.IsEmpty
            ? LabelledParts.Relabelled(found, labels => labels.Without(answered.Labels))
            : found;
}
