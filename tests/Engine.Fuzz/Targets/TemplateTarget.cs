using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Fuzz.Targets;

/// <summary>Text with expressions, parsed, computed and explained.</summary>
internal static class TemplateTarget
{
    private const string Secret = "canary-3f9c1d";

    private static readonly LabelSet Labels = LabelSet.Of(new SecretLabel("secret"));

    private static readonly VariableBag Bag = VariableBag
        .Empty.With(new Variable("secret", new TextValue(Secret), Labels, "fuzz"))
        .With(Plain("name", new TextValue("O'Neil & Söhne")))
        .With(Plain("count", Json("3")))
        .With(Plain("users", Json("""[{"id":1,"name":{"given":"Ada"}},{"id":2,"name":null}]""")))
        .With(Plain("user", Json("""{"id":"a-b","tags":["x","y"],"on":true,"none":null}""")));

    public static FuzzTarget Row { get; } =
        new(
            "template",
            "a value, or a problem with a place in the text; what mentions a secret is labelled; explaining never fails",
            () => [.. FuzzWorld.Cases("expressions.txt").Concat(FuzzWorld.Cases("functions-*.txt")).Select(Wrap)],
            [.. Marks, .. FuzzWorld.Functions.Rows.Select(r => r.Name)],
            Run
        );

    private static string[] Marks =>
        [
            .. "<< >> \\<< | ?. ?? [0] [-1] ( ) { } [ ] \" ' ` $\" $ => .. ..< && || ! == != <= >> % // + - * / ? : , ; # ## @ = ++ --".Split(
                ' '
            ),
            "secret",
            "name",
            "count",
            "users",
            "user.tags",
            ".size",
            "null",
            "true",
            "1e9",
            "0.1",
            "9999999999999999999",
        ];

    private static string Run(byte[] input)
    {
        var text = FuzzWorld.Text(input);
        var problems = new DiagnosticBag();
        var template = new TemplateParser(FuzzWorld.Functions).Parse(FuzzWorld.Located(text), problems);
        var said = FuzzWorld.Check(problems.All);
        if (problems.HasErrors)
            return said;
        var renderer = new TemplateRenderer(FuzzWorld.New(), new SecretMask());
        foreach (var expression in template.Expressions)
            Explain(renderer, expression);
        try
        {
            var rendered = renderer.Render(template, Bag);
            var isSecret = template.Uses.Any(u => u.Name == "secret");
            FuzzFailureException.Unless(!isSecret || !rendered.Labels.IsEmpty, "a value made of a secret has no label");
            FuzzFailureException.Unless(
                !rendered.Labels.IsEmpty || !ValueJson.WriteJson(rendered.Value).Contains(Secret, StringComparison.Ordinal),
                "a secret came out without being mentioned"
            );
            return $"{said} {rendered.Value.GetType().Name} {template.Segments.Length}";
        }
        catch (DiagnosticException e)
        {
            return $"{said} {FuzzWorld.Check([e.Diagnostic])} {Shape(e.Diagnostic.What)}";
        }
    }

    private static void Explain(TemplateRenderer renderer, Expression expression)
    {
        var trace = new EvaluationTrace();
        try
        {
            renderer.Render(expression, Bag, trace);
        }
        catch (DiagnosticException)
        {
            // What was computed until then is explained.
        }
        _ = trace.Explain(expression);
    }

    // Messages quote values; two that differ in nothing else are one.
    private static string Shape(string what) => string.Concat(what.Split('"').Where((_, i) => i % 2 == 0));

    private static byte[] Wrap(byte[] expression) =>
        expression.AsSpan().IndexOf("<<"u8) >= 0 ? expression : [.. "<<"u8, .. expression, .. ">>"u8];

    private static Value Json(string text)
    {
        using var document = System.Text.Json.JsonDocument.Parse(text);
        return ValueJson.From(document.RootElement);
    }

    private static Variable Plain(string name, Value value) => new(name, value, LabelSet.None, "fuzz");
}
