using PingOneScenarios.Engine.Forecasting;
using Spectre.Console;

namespace PingOneScenarios.Cli.Display.Plans;

/// <summary>The steps of a plan in their order; those of called and obtained scenarios are indented below what asks for them.</summary>
internal sealed class StepSections(int width)
{
    private const int NumberWidth = 3;
    private const int Deeper = 5;

    public IEnumerable<PlanLine> Of(ForecastScenario scenario) => Of(scenario, 0).Skip(1);

    private IEnumerable<PlanLine> Of(ForecastScenario scenario, int indent)
    {
        foreach (var input in scenario.Inputs.Where(i => i.Obtained is not null))
        {
            yield return PlanLine.Empty;
            foreach (var line in Nested($"obtain {input.Name}", input.Obtained!, indent + NumberWidth + 2))
                yield return line;
        }
        for (var i = 0; i < scenario.Steps.Length; i++)
        {
            foreach (var line in Of(scenario.Steps[i], $"{i + 1}", indent))
                yield return line;
        }
        for (var i = 0; i < scenario.Finally.Length; i++)
        {
            foreach (var line in Of(scenario.Finally[i], $"finally {i + 1}", indent))
                yield return line;
        }
    }

    private IEnumerable<PlanLine> Of(ForecastStep step, string number, int indent)
    {
        yield return PlanLine.Empty;
        var heading = $"{number.PadLeft(NumberWidth)}  {step.Title}" + (step.Skipped is { } reason ? $" (would be skipped: {reason})" : "");
        var style = step.Skipped is null ? Styles.Plain : Styles.Dim;
        foreach (var line in Indented(FittedText.Lines(heading, width - indent), indent))
            yield return new PlanLine(line, style.Decoration(style.Decoration | Decoration.Bold));
        var inner = indent + NumberWidth + 2;
        if (step.Request is { } request)
        {
            foreach (var line in Indented(FittedText.Lines($"{request.Method} {request.Address}", width - inner), inner))
                yield return new PlanLine(line, style);
        }
        foreach (var line in Indented(FittedText.Columns(StepRows.Of(step), [StepRows.NameWidth], width - inner), inner))
            yield return new PlanLine(line, style);
        if (step.Call is { } call)
        {
            foreach (var line in Nested("call", call, inner))
                yield return line;
        }
    }

    private IEnumerable<PlanLine> Nested(string how, ForecastScenario scenario, int indent)
    {
        foreach (var line in Indented(FittedText.Lines($"{how}: {scenario.Title}", width - indent), indent))
            yield return PlanLine.Bold(line);
        foreach (var line in Indented(FittedText.Lines(scenario.Path, width - indent), indent))
            yield return new PlanLine(line, Styles.Dim);
        foreach (var line in Indented(InputText.Lines(scenario.Inputs, width - indent - 2), indent + 2))
            yield return PlanLine.Plain(line);
        foreach (var line in Of(scenario, indent - NumberWidth - 2 + Deeper))
            yield return line;
    }

    private static IEnumerable<string> Indented(IEnumerable<string> lines, int indent) =>
        lines.Select(line => (new string(' ', indent) + line).TrimEnd());
}
