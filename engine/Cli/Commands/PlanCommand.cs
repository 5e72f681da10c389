using System.CommandLine;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Display.Plans;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s plan</c>.</summary>
internal sealed class PlanCommand(Terminal terminal, CommandLine commandLine, Workspace workspace)
{
    private readonly Argument<string> file = new("file") { Description = "A scenario file." };
    private readonly OperatorOptions operatorOptions = new(terminal, commandLine);
    private readonly Option<string> format = ChoiceOption.Create("--format", "How to print the plan.", "text", "json");

    public Command Command
    {
        get
        {
            var command = new Command("plan", "Print what a run would do, without sending anything.") { file };
            operatorOptions.AddTo(command);
            command.Add(format);
            file.Validators.Add(WrongUse.RefuseOptions);
            command.SetAction(RunAsync);
            return command;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        // The emulator is not started: its addresses would be another run's.
        var local = operatorOptions.IsLocal(parsed) ? LocalPingOne.NotStarted : null;
        var path = parsed.GetValue(file)!;
        var loaded = await workspace.LoadAsync(await new NamedPaths(terminal, commandLine).NameAsync([path], ct), ct);
        var result = await loaded[0].ForecastAsync(operatorOptions.Settings(parsed, local), ct);
        if (parsed.GetValue(format) == "json")
            terminal.Output.WriteLine(ScenarioReports.Plan(result));
        else
            Print(result);
        return ExitCode.From(result.Diagnostics);
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
