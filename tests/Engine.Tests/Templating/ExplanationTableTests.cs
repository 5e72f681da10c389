using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Templating;

/// <summary>Why an expression is not true: tests/cases/explanations.txt.</summary>
public sealed class ExplanationTableTests
{
    private const string Variables = """
        {
          "response": { "status": 200, "json": { "items": [1, 2], "name": "Ada", "roles": [{ "id": "r1", "on": true }] }, "text": "welcome" },
          "a": true, "b": false, "c": true, "n": 3, "name": "Ada", "h": "text/html", "position": 1, "nothing": null
        }
        """;

    [Theory]
    [MemberData(nameof(CaseTable.Read), "explanations.txt", MemberType = typeof(CaseTable))]
    public void The_parts_of_an_expression_explain_it(int line, string[] parts)
    {
        var bench = new ExpressionBench().WithAll(Variables).With("token", "fake-token-fake-token", new SecretLabel("token"));
        var expression = bench.Parse($"<<{parts[0]}>>").Whole!;
        var told = bench.Explain(expression).Select(p => $"{p.Text} is {p.Shown}");
        Assert.True(parts[1..].SequenceEqual(told), $"line {line}: {string.Join(" ⇒ ", told)}");
    }

    [Fact]
    public void A_trace_knows_the_last_expression_only()
    {
        var bench = new ExpressionBench().With("n", 1);
        var (renderer, trace) = (bench.Renderer(), new EvaluationTrace());
        var (first, second) = (bench.Parse("<<n == 2>>").Whole!, bench.Parse("<<n > 2>>").Whole!);
        renderer.Render(first, bench.Bag, trace);
        renderer.Render(second, bench.Bag, trace);
        renderer.Render(first, bench.Bag);
        Assert.Empty(trace.Explain(first));
        Assert.Single(trace.Explain(second));
    }

    [Fact]
    public void At_most_twenty_parts_are_told()
    {
        var bench = new ExpressionBench().With("n", 1);
        var all = string.Join(" && ", Enumerable.Range(2, 30).Select(i => $"n != {i}"));
        Assert.Equal(20, bench.Explain(bench.Parse($"<<{all}>>").Whole!).Length);
    }
}
