using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine;

/// <content>One expression by itself, to try it.</content>
public sealed partial class Workspace
{
    /// <summary>Computes an expression of what is given with it and of nothing else: no environment, no input of the process environment.</summary>
    /// <param name="text">As it was typed.</param>
    /// <param name="answer">The file that is <c>response.json</c>, as the user wrote it; null for none.</param>
    /// <param name="given">Variables: JSON if it is that, else text.</param>
    /// <param name="ct">Ends the computing.</param>
    internal ComputedText Evaluate(string text, string? answer, IEnumerable<KeyValuePair<string, string>> given, CancellationToken ct)
    {
        var problems = new DiagnosticBag();
        var bag = given.Aggregate(
            VariableBag.Empty,
            (all, g) => all.With(new Variable(g.Key, TypedValue.Of(g.Value), LabelSet.None, "given"))
        );
        if (answer is not null && AnswerIn(answer, problems) is { } response)
            bag = bag.With(new Variable("response", response, LabelSet.None, "given"));
        var expression = TypedExpression.Parse(text, Functions, problems);
        foreach (var use in problems.HasErrors ? [] : expression?.Uses.Where(u => !u.MayBeMissing && !bag.TryGet(u.Name, out _)) ?? [])
            problems.Add(
                DiagnosticCodes.UnknownVariable,
                use.Span,
                $"nothing provides the variable \"{use.Name}\"",
                "an expression that is computed by itself knows what is given with it, and nothing else",
                Suggestion.Sentence(
                    use.Name,
                    bag.Names,
                    use.Name == "response" ? "give the expression an answer" : $"give the variable {use.Name}"
                )
            );
        if (expression is null || problems.HasErrors)
            return new ComputedText(null, problems.All);
        try
        {
            var work = new WorkLimit(world.Clock);
            work.Begin(ct);
            var value = new TemplateRenderer(world, new SecretMask(), work).Render(expression, bag).Value;
            return new ComputedText(Shown(value, expression), []) { IsText = value is TextValue };
        }
        catch (DiagnosticException e)
        {
            return new ComputedText(null, [e.Diagnostic]);
        }
    }

    private static string Shown(Value value, Expression expression) =>
        value switch
        {
            TextValue text => text.Text,
            ViewValue or PredicateValue => throw new DiagnosticException(
                new Diagnostic(
                    DiagnosticCodes.EvaluationFailed,
                    expression.Span,
                    $"{value.Kind} is no value that can be shown",
                    null,
                    value is ViewValue ? "use one of its members" : "predicates belong under expect; a function computes a value"
                )
            ),
            _ => ValueJson.WriteJson(value),
        };

    private static MapValue? AnswerIn(string path, DiagnosticBag problems)
    {
        var named = new SourceText(path, "").Beginning;
        try
        {
            var bytes = ReportFiles.Read(path);
            var text = Encoding.UTF8.GetString(ScenarioFiles.WithoutMark(bytes.ToArray()));
            return JsonIn(new SourceText(path, text), problems) is not { } json
                ? null
                : new MapValue([new("json", json), new("text", new TextValue(text))]);
        }
        catch (IOException e)
        {
            problems.Add(
                DiagnosticCodes.FileUnreadable,
                named,
                $"{path} {e.Message}",
                null,
                "name a file that holds the JSON of an answer"
            );
            return null;
        }
    }

    private static Value? JsonIn(SourceText source, DiagnosticBag problems)
    {
        try
        {
            using var document = JsonDocument.Parse(source.Text, ValueJson.Strict);
            return ValueJson.From(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            problems.Add(
                DiagnosticCodes.NotJson,
                PlaceIn(source, e as JsonException),
                $"{source.Path} is not JSON",
                null,
                "look at this place: a comma too many, a quote that is missing, a name that is there twice, or something before the JSON"
            );
            return null;
        }
    }

    // The reader counts lines from 0, and bytes within a line.
    private static SourceSpan PlaceIn(SourceText source, JsonException? wrong)
    {
        if (wrong is not { LineNumber: { } line, BytePositionInLine: { } at })
            return source.Beginning;
        var start = 0;
        for (var i = 0; i < line && start >= 0; i++)
            start = source.Text.IndexOf('\n', start) + 1;
        var offset = start;
        for (var left = at; left > 0 && offset < source.Text.Length; offset++)
            left -= Encoding.UTF8.GetByteCount(source.Text.AsSpan(offset, 1));
        return new SourceSpan(source, Math.Min(offset, source.Text.Length), offset < source.Text.Length ? 1 : 0);
    }
}

/// <summary>What became of an expression.</summary>
/// <param name="Text">The value: a text as it is, anything else as JSON; null when it could not be computed.</param>
/// <param name="Diagnostics">Then why.</param>
internal sealed record ComputedText(string? Text, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether the value is a text.</summary>
    public bool IsText { get; init; }
}
