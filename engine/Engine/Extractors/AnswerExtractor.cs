using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Http.Answers;
using PingOneScenarios.Engine.JsonPaths;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Extractors;

/// <summary>An answer to values, by JSONPath or expression.</summary>
/// <param name="templates">Computes expressions.</param>
/// <param name="work">How long it may take.</param>
internal sealed class AnswerExtractor(TemplateRenderer templates, WorkLimit work)
{
    /// <summary>A value out of an answer, with the labels of the expression, and whether it is to have a label of its own.</summary>
    /// <param name="extraction">What to take.</param>
    /// <param name="exchange">The answer; null for a call, which has none.</param>
    /// <param name="bag">The variables, with the answer among them.</param>
    /// <param name="answered">Credentials found in the answer.</param>
    /// <exception cref="DiagnosticException">There is no such value, and no default.</exception>
    public (Value Found, bool IsSecret) Extract(Extraction extraction, HttpExchange? exchange, VariableBag bag, AnswerCredentials answered)
    {
        var found = Find(extraction, exchange, bag);
        var isSecret =
            extraction.Secret
            ?? (extraction.Path is not null || answered.Labels.Covers(found.Labels))
                && (
                    exchange is not null && found is not BooleanValue && SecretRule.IsSecret(extraction, exchange.Status)
                    || !answered.Texts.IsEmpty && answered.Texts.AreIn(found, work)
                );
        return (found, isSecret);
    }

    private Value Find(Extraction extraction, HttpExchange? exchange, VariableBag bag)
    {
        Value found;
        try
        {
            found = extraction.Template is { } template
                ? templates.Render(template, bag).Value
                : Labelled(Select(extraction, exchange), bag);
        }
        catch (DiagnosticException e) when (extraction.Default is not null && IsMissing(e.Diagnostic.Code, exchange))
        {
            return templates.Render(extraction.Default, bag).Value;
        }
        return found is ViewValue or PredicateValue ? throw NotData(extraction, found) : found;
    }

    // Whether there is no such value. A body that is there and cannot be read holds nobody knows what.
    private static bool IsMissing(DiagnosticCode code, HttpExchange? exchange) =>
        code == DiagnosticCodes.NotFound
        || code == DiagnosticCodes.EvaluationFailed
        || code == DiagnosticCodes.NotJson && exchange is { IsBlank: true };

    // As if it had been read from the response.
    private static Value Labelled(Value found, VariableBag bag) =>
        bag.TryGet(ScopeTable.Response.Name, out var response) && response.Value is AnswerView view ? view.Labelled(found) : found;

    private static Value Select(Extraction extraction, HttpExchange? exchange)
    {
        var path = extraction.Path!;
        if (exchange is null)
            throw Missing(extraction, "a call has no JSON body", "use an expression: <<outputs.…>>");
        if (exchange.Json is not { } json)
            throw new DiagnosticException(AnswerProblems.NotJson(exchange, extraction.Span));
        try
        {
            if (!path.IsSingular)
                return new ListValue([.. path.Select(json).Select(ValueJson.From)]);
            return path.SelectSingle(json, out var element)
                ? ValueJson.From(element)
                : throw Missing(
                    extraction,
                    path.FirstMissing(json) is { } why ? exchange.Request.Hide(why) : null,
                    "look at the answer with all exchanges recorded, or give the extraction a default"
                );
        }
        catch (JsonPathLimitException)
        {
            throw TooMuch(extraction);
        }
    }

    private static DiagnosticException Missing(Extraction extraction, string? why, string fix) =>
        new(new Diagnostic(DiagnosticCodes.NotFound, extraction.Span, $"the answer has no value for \"{extraction.Name}\"", why, fix));

    private static DiagnosticException TooMuch(Extraction extraction) =>
        new(
            new Diagnostic(
                DiagnosticCodes.TooLarge,
                extraction.Span,
                "the path selects more than can be looked at",
                null,
                "make the path more precise"
            )
        );

    private static DiagnosticException NotData(Extraction extraction, Value value) =>
        new(
            new Diagnostic(
                DiagnosticCodes.EvaluationFailed,
                extraction.Span,
                $"{value.Kind} cannot be kept in a variable",
                null,
                "extract one of its members: " + string.Join(", ", value.MemberNames)
            )
        );
}
