using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reference;

/// <summary>What the example of a function gives.</summary>
/// <param name="Json">The value.</param>
/// <param name="IsAnotherEachTime">Whether time or chance decides on it.</param>
internal sealed record ExampleResult(string Json, bool IsAnotherEachTime)
{
    private static readonly FunctionTable Functions = new(FunctionGroups.Rows);

    public static ExampleResult? Of(FunctionRow row) => Of(row.Example);

    /// <summary>Null when it needs values of a run, or is a predicate, which only judges.</summary>
    public static ExampleResult? Of(string example)
    {
        var text = new LocatedText(example, new SourceSpan(new SourceText("example", example), 0, example.Length), null, 0);
        if (new TemplateParser(Functions).ParseExpression(text, new DiagnosticBag()) is not { Uses.IsEmpty: true } expression)
            return null;
        var value = Compute(expression, new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));
        if (value is PredicateValue)
            return null;
        var other = Compute(expression, new DateTimeOffset(2027, 2, 28, 13, 1, 1, TimeSpan.Zero));
        return new ExampleResult(ValueJson.WriteJson(value), !value.Equals(other));
    }

    // The time is the seed too: the same result for the same time, so that what is generated stays as it is.
    private static Value Compute(Expression expression, DateTimeOffset now)
    {
        var world = new FunctionWorld(new FixedTime(now), RandomSource.Seeded(now.ToString("O", null)));
        return new TemplateRenderer(world, new SecretMask()).Render(expression, VariableBag.Empty).Value;
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
