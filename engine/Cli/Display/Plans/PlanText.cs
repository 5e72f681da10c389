using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Forecasting;

namespace PingOneScenarios.Cli.Display.Plans;

/// <summary>A plan for a person who reviews it: inputs, requests in their order, then what they add up to.</summary>
internal sealed class PlanText
{
    private const int Widest = 100;
    private const int WidthOfFiles = 80;
    private const string Indent = "  ";

    private readonly int width;
    private readonly int lastWidth;
    private readonly SurfaceText surface;

    public PlanText(Terminal terminal)
    {
        // The same wherever the text is kept and compared; its last line is one line for whoever searches for it.
        width = terminal.IsLive ? Math.Min(terminal.Width - RoomForStandIns(terminal.Letters), Widest) : WidthOfFiles;
        lastWidth = terminal.IsLive ? width : int.MaxValue;
        surface = new SurfaceText(width - Indent.Length);
    }

    // In ASCII a glyph in a line may become longer.
    private static int RoomForStandIns(Letters letters) => letters.Ellipsis.Length;

    public IEnumerable<PlanLine> Of(Forecast forecast, IReadOnlyCollection<Diagnostic> problems)
    {
        var scenario = forecast.Scenario;
        var environment = forecast.Environment is "none" ? "" : $", environment {forecast.Environment}";
        foreach (var line in FittedText.Lines(scenario.Title, width))
            yield return PlanLine.Bold(line);
        foreach (var line in FittedText.Lines(scenario.Path + environment, width))
            yield return new PlanLine(line, Styles.Dim);
        foreach (var line in FittedText.Lines("Nothing has been sent. A run would do this:", width))
            yield return PlanLine.Plain(line);
        foreach (var line in Sections(forecast).SelectMany(s => Section(s.Heading, s.Lines)))
            yield return line;
        yield return PlanLine.Empty;
        foreach (var line in End(forecast, problems))
            yield return line;
    }

    private IEnumerable<(string Heading, IEnumerable<PlanLine> Lines)> Sections(Forecast forecast) =>
        [
            ("Inputs", InputText.Lines(forecast.Scenario.Inputs, width - Indent.Length).Select(PlanLine.Plain)),
            ("Requests", new StepSections(width - Indent.Length).Of(forecast.Scenario)),
            ("Origins", surface.Origins(forecast.Origins)),
            ("Granted besides", surface.Grants(forecast.Grants)),
            ("Secrets", surface.Secrets(forecast.Secrets)),
            ("Created", surface.Made(forecast.Made)),
            ("Taken back, newest first, with --undo always", surface.Undone(forecast.Made)),
        ];

    private IEnumerable<PlanLine> Section(string heading, IEnumerable<PlanLine> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            yield break;
        yield return PlanLine.Empty;
        foreach (var line in FittedText.Lines(heading, width))
            yield return PlanLine.Bold(line);
        foreach (var line in all)
            yield return line with
            {
                Text = (Indent + line.Text).TrimEnd(),
            };
    }

    private IEnumerable<PlanLine> End(Forecast forecast, IReadOnlyCollection<Diagnostic> problems)
    {
        foreach (var line in FittedText.Lines(SurfaceText.Summary(forecast), lastWidth))
            yield return PlanLine.Bold(line);
        var errors = problems.Count(p => p.Severity == Severity.Error);
        if (errors > 0)
            yield return new PlanLine($"would not run: {errors} {(errors == 1 ? "problem" : "problems")}", Styles.Bad);
    }
}
