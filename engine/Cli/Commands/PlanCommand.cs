using System.CommandLine;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Display.Plans;
using PingOneScenarios.Cli.Selecting;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s plan</c>.</summary>
internal sealed class PlanCommand(Terminal terminal, CommandLine commandLine, Workspace workspace)
{
    private readonly SelectionOptions selection = new(terminal, commandLine);
    private readonly OperatorOptions operatorOptions = new(terminal, commandLine);
    private readonly Option<string> format = ChoiceOption.Create(
        "--format",
        "How to print the plan; JSON is a list, unless one file is named.",
        "text",
        "json"
    );

    public Command Command
    {
        get
        {
            var command = new Command("plan", "Print what a run would do, without sending anything.");
            selection.AddTo(command);
            operatorOptions.AddTo(command);
            command.Add(format);
            command.SetAction(RunAsync);
            return command;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        // The emulator is not started: its addresses would be another run's.
        var local = operatorOptions.IsLocal(parsed) ? LocalPingOne.NotStarted : null;
        var selected = await selection.Of(parsed).LoadAsync(workspace, ct);
        if (selected.Code != ExitCode.Passed)
            return selected.Code;
        var settings = operatorOptions.Settings(parsed, local);
        var results = new List<ForecastResult>();
        foreach (var scenario in selected.Scenarios)
            results.Add(await scenario.ForecastAsync(settings, ct));
        if (parsed.GetValue(format) == "json")
            terminal.Output.WriteLine(
                selected.Scenarios is [{ IsNamed: true }] ? ScenarioReports.Plan(results[0]) : ScenarioReports.Plans(results)
            );
        else
            Print(results, selected);
        return ExitCode.Gravest(results.Select(r => ExitCode.From(r.Diagnostics)));
    }

    private void Print(List<ForecastResult> results, SelectedFiles selected)
    {
        foreach (var result in results)
            Print(result);
        if (selected.IncludedText is { } text)
            terminal.Error.WriteLine(text);
    }

    private void Print(ForecastResult result)
    {
        // Notes are for those who write a scenario; validate and editors show them.
        Problems.Print(terminal, result.Diagnostics.Where(d => d.Severity > Severity.Note));
        if (result.Forecast is not { } forecast)
            return;
        using var screen = new Screen(terminal);
        foreach (var line in new PlanText(terminal).Of(forecast, result.Diagnostics))
            screen.WriteLine(line.Text, line.Style);
        screen.Flush();
    }
}
