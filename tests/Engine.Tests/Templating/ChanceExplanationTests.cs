using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Tests.Templating;

/// <summary>Why an expression is not true whose parts are another each time: tests/cases/explanations-chance.txt.</summary>
public sealed class ChanceExplanationTests
{
    private const string Variables = """{ "a": true, "b": false, "n": 3, "name": "Ada", "nothing": null }""";

    [Theory]
    [MemberData(nameof(CaseTable.Read), "explanations-chance.txt", MemberType = typeof(CaseTable))]
    public void The_parts_are_those_that_were_judged(int line, string[] parts)
    {
        var falseOnes = 0;
        for (var seed = 0; seed < 24; seed++)
        {
            var (truth, _) = Judge(parts[0], $"seed {seed}");
            if (truth.IsTrue is true)
                continue;
            falseOnes++;
            Assert.True(Fits(parts[1..], truth.Problem!.Why), $"line {line}, seed {seed}: {truth.Problem.Why}");
        }
        Assert.NotEqual(0, falseOnes);
    }

    [Theory]
    [MemberData(nameof(CaseTable.Read), "explanations-chance.txt", MemberType = typeof(CaseTable))]
    public void To_explain_takes_neither_chance_nor_time(int line, string[] parts)
    {
        for (var seed = 0; seed < 8; seed++)
        {
            var bench = NewBench();
            var random = RandomSource.Seeded($"seed {seed}");
            new TemplateRenderer(new FunctionWorld(bench.Clock, random), bench.Mask).Render(
                bench.Parse($"<<{parts[0]}>>").Whole!,
                bench.Bag
            );
            var (_, judged) = Judge(parts[0], $"seed {seed}");
            Assert.True((random.Uuid(), bench.Clock.GetUtcNow()) == judged, $"line {line}");
        }
    }

    private static (Truth Truth, (string, DateTimeOffset) Next) Judge(string expression, string seed)
    {
        var bench = NewBench();
        var random = RandomSource.Seeded(seed);
        var judge = new ConditionJudge(new TemplateRenderer(new FunctionWorld(bench.Clock, random), bench.Mask), bench.Mask);
        var truth = judge.Judge(bench.Parse($"<<{expression}>>").Whole!, bench.Bag);
        return (truth, (random.Uuid(), bench.Clock.GetUtcNow()));
    }

    private static ExpressionBench NewBench()
    {
        var bench = new ExpressionBench().WithAll(Variables);
        bench.Clock.AutoAdvanceAmount = TimeSpan.FromSeconds(1);
        return bench;
    }

    // An asterisk stands for whatever chance gave.
    private static bool Fits(string[] parts, string? told) =>
        told?.Split('\n') is { } lines
        && lines.Length == parts.Length
        && lines
            .Zip(parts)
            .All(p => p.Second[^1] == '*' ? p.First.StartsWith(p.Second[..^1], StringComparison.Ordinal) : p.First == p.Second);
}
