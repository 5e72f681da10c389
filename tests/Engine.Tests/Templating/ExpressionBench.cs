using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Functions;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Templating;

/// <summary>Parses and renders one text with all functions, at a fixed time and with repeatable randomness.</summary>
internal sealed class ExpressionBench
{
    /// <summary>2026-01-31T12:00:00.250Z, 1769860800 seconds since 1970.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, 250, TimeSpan.Zero);

    private static readonly FunctionTable Functions = new([.. StandardFunctions.Rows, .. PredicateTable.Rows]);

    private readonly DiagnosticBag problems = new();

    /// <summary>The variables the text sees.</summary>
    public VariableBag Bag { get; set; } = VariableBag.Empty;

    public FakeTimeProvider Clock { get; } = new(Noon);

    public SecretMask Mask { get; } = new();

    public ExpressionBench With(string name, Value value, SecretLabel? label = null)
    {
        Bag = Bag.With(new Variable(name, value, label is null ? LabelSet.None : LabelSet.Of(label), "a test"));
        return this;
    }

    /// <summary>Adds each member of a JSON object as a variable.</summary>
    public ExpressionBench WithAll(string json)
    {
        using var document = JsonDocument.Parse(json);
        foreach (var member in document.RootElement.EnumerateObject())
            With(member.Name, ValueJson.From(member.Value));
        return this;
    }

    /// <summary>The template, when the parser has nothing to say about it.</summary>
    public Template Parse(string text)
    {
        var source = new SourceText("case", text);
        var template = new TemplateParser(Functions).Parse(
            new LocatedText(text, new SourceSpan(source, 0, text.Length), null, 0),
            problems
        );
        return problems.All is [var first, ..] ? throw new DiagnosticException(first) : template;
    }

    public TemplateRenderer Renderer(string seed = "tests") => new(new FunctionWorld(Clock, RandomSource.Seeded(seed)), Mask);

    public Rendered Render(string text) => Renderer().Render(Parse(text), Bag);

    /// <summary>What the parts of an expression gave, as far as it could be computed.</summary>
    public ImmutableArray<(string Text, string Shown)> Explain(Expression expression)
    {
        var trace = new EvaluationTrace();
        _ = Record.Exception(() => Renderer().Render(expression, Bag, trace));
        return trace.Explain(expression);
    }

    /// <summary>The first problem that parsing or rendering finds.</summary>
    public Diagnostic Problem(string text) => Assert.Throws<DiagnosticException>(() => Render(text)).Diagnostic;

    public Value Value(string expression) => Render($"<<{expression}>>").Value;

    /// <summary>What a line of a table expects: the value as JSON, or <c>error at 3: what</c> with the column in the text that was given.</summary>
    public string Outcome(string text)
    {
        var isTemplate = text.Contains("<<", StringComparison.Ordinal);
        try
        {
            return ValueJson.WriteJson(Render(isTemplate ? text : $"<<{text}>>").Value);
        }
        catch (DiagnosticException e)
        {
            var problem = e.Diagnostic;
            var column = problem.Span.Column - (isTemplate ? 0 : 2);
            return $"{(problem.Severity == Severity.Error ? "error" : "warning")} at {column}: {problem.What}";
        }
    }
}
