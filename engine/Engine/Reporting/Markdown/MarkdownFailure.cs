using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting.Markdown;

/// <summary>What went wrong, in full.</summary>
internal static class MarkdownFailure
{
    private const int MostChecks = 20;

    /// <summary>A step that did not pass.</summary>
    public static string Of(RunStarted run, StepFinished step)
    {
        var text = new StringBuilder();
        var place = step.Span is { } span ? string.Create(CultureInfo.InvariantCulture, $"{span.Path}:{span.Line}") : run.Path;
        text.Append(
            CultureInfo.InvariantCulture,
            $"**{MarkdownText.Line(RunNames.Of(run))}**, step “{MarkdownText.Line(StepNames.Of(step.Step))}” {Json.Words.Of(step.Outcome)}, {MarkdownText.Code(place)}"
        );
        if (step is { Method: { } method, Target: { } target })
            text.Append(
                CultureInfo.InvariantCulture,
                $"<br>{MarkdownText.Code($"{method} {target}")} {(step.Status is { } status ? $"→ {status}" : "→ no answer")}"
            );
        text.Append("\n\n");
        AppendChecks(text, [.. step.Checks.Where(c => !c.Passed)]);
        AppendProblems(text, step.Problems);
        return text.ToString();
    }

    /// <summary>A scenario that could not begin, or is wrong as a whole.</summary>
    public static string Of(string title, ImmutableArray<MaskedDiagnostic> problems)
    {
        var text = new StringBuilder($"**{MarkdownText.Line(title)}**\n\n");
        AppendProblems(text, problems);
        return text.ToString();
    }

    private static void AppendProblems(StringBuilder text, ImmutableArray<MaskedDiagnostic> problems)
    {
        if (!problems.IsEmpty)
            text.Append(MarkdownText.Block(string.Join("\n\n", problems.Select(p => DiagnosticText.Render(p))))).Append('\n');
    }

    private static void AppendChecks(StringBuilder text, ImmutableArray<CheckRecord> wrong)
    {
        if (wrong.IsEmpty)
            return;
        text.Append("| what | expected | actual |\n| --- | --- | --- |\n");
        foreach (var check in wrong.Take(MostChecks))
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {MarkdownText.Code(check.What)} | {MarkdownText.Code(check.Expected)} | {MarkdownText.Code(check.Actual)} |\n"
            );
        if (wrong.Length > MostChecks)
            text.Append(CultureInfo.InvariantCulture, $"| … {wrong.Length - MostChecks} more | | |\n");
        text.Append('\n');
    }
}
