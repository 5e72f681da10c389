using System.Collections.Immutable;
using System.Globalization;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Json;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting;

/// <summary>What is wrong with a test point, as lines of YAML; every text is a JSON string, which YAML reads as it is.</summary>
internal static class TapBlock
{
    public static IEnumerable<string> Of(StepFinished step, JsonLine json)
    {
        foreach (var line in Of(step.Problems, json, Words.Of(step.Outcome)))
            yield return line;
        if (step.Checks.FirstOrDefault(c => !c.Passed) is { } check)
        {
            yield return $"expected: {Text(check.Expected, json)}";
            yield return $"actual: {Text(check.Actual, json)}";
        }
        if (step is { Method: { } method, Target: { } target })
            yield return $"request: {Text($"{method} {target}", json)}";
        if (step.Status is { } status)
            yield return string.Create(CultureInfo.InvariantCulture, $"status: {status}");
        yield return string.Create(CultureInfo.InvariantCulture, $"duration_ms: {step.Duration.TotalMilliseconds:0.###}");
    }

    public static IEnumerable<string> Of(ImmutableArray<MaskedDiagnostic> problems, JsonLine json) => Of(problems, json, "broken");

    private static IEnumerable<string> Of(ImmutableArray<MaskedDiagnostic> problems, JsonLine json, string outcome)
    {
        if (problems.IsEmpty)
        {
            yield return $"message: {Text(outcome, json)}";
            yield return $"severity: {Text(outcome, json)}";
            yield break;
        }
        var first = problems[0];
        yield return $"message: {Text(first.What, json)}";
        yield return $"severity: {Text(outcome, json)}";
        yield return $"code: {Text(first.Code.Id, json)}";
        yield return "at:";
        yield return $"  file: {Text(first.Span.Source.Path, json)}";
        yield return string.Create(CultureInfo.InvariantCulture, $"  line: {first.Span.Line}");
        yield return string.Create(CultureInfo.InvariantCulture, $"  column: {first.Span.Column}");
        if (first.Why is { } why)
            yield return $"why: {Text(why, json)}";
        yield return $"fix: {Text(first.Fix, json)}";
        if (problems.Length == 1)
            yield break;
        yield return "also:";
        foreach (var other in problems.Skip(1))
            yield return $"  - {Text($"{other.Span}: {other.What}", json)}";
    }

    private static string Text(string text, JsonLine json) => json.Of(writer => writer.WriteStringValue(PlainText.Lines(text))).ToString();
}
