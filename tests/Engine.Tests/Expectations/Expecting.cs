using System.Collections.Immutable;
using System.Text.Json;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Expectations;

/// <summary>Expectations as a scenario writes them, judged against JSON text.</summary>
internal static class Expecting
{
    public static FunctionTable Functions { get; } = new(PredicateTable.Rows);

    public static Value Json(string text)
    {
        using var document = JsonDocument.Parse(text, ValueJson.Strict);
        return ValueJson.From(document.RootElement);
    }

    /// <summary>The value of an expression without variables.</summary>
    public static Value Evaluate(string expression) => Render($"<<{expression}>>", VariableBag.Empty).Plain.Value;

    /// <summary>One value of a scenario, rendered.</summary>
    public static (Rendered Plain, Value Shown) Render(string value, VariableBag bag)
    {
        var plain = Renderer().Render(Template(value), bag);
        return (plain, plain.Shown);
    }

    public static TemplateRenderer Renderer(SecretMask? mask = null) =>
        new(new FunctionWorld(TimeProvider.System, RandomSource.System), mask ?? new SecretMask());

    public static TextTemplate Template(string value) => Template(new SourceText("test.yaml", value), 0, value.Length);

    /// <summary>A stretch of a source as a value of a scenario.</summary>
    public static TextTemplate Template(SourceText source, int start, int length)
    {
        var problems = new DiagnosticBag();
        var text = new LocatedText(source.Text.Substring(start, length), new SourceSpan(source, start, length), null, start);
        var template = new TemplateParser(Functions).Parse(text, problems);
        Assert.Empty(problems.All);
        return new TextTemplate(template);
    }

    /// <summary>The mismatches of an expression without variables.</summary>
    public static ImmutableArray<Mismatch> Match(string expression, string actual)
    {
        var expected = Evaluate(expression);
        return StructureMatcher.Match(expected, expected, actual == "absent" ? null : Json(actual));
    }
}
