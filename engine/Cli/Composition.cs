using System.CommandLine;
using PingOneScenarios.Cli.Commands;
using PingOneScenarios.Cli.Display;

namespace PingOneScenarios.Cli;

/// <summary>The one place that puts the program together: the commands, and what they work with.</summary>
internal sealed class Composition(Terminal terminal, CommandLine commandLine, CancellationToken abort)
{
    public async Task<int> RunAsync(string[] arguments, CancellationToken ct)
    {
        var root = new RootCommand(
            "Runs workflows of HTTP requests that are written as YAML scenarios, on PingOne or on a local PingOne emulator."
        )
        {
            new RunCommand(terminal, commandLine, abort).Command,
            new WatchCommand(terminal, commandLine, abort).Command,
            new PlanCommand(terminal, commandLine).Command,
            new ValidateCommand(terminal, commandLine).Command,
            new FmtCommand(terminal, commandLine).Command,
            new ReportCommand(terminal).Command,
            new DiffCommand(terminal).Command,
            new ListCommand(terminal, commandLine).Command,
            new NewCommand(terminal, commandLine).Command,
            new DocsCommand(terminal, commandLine).Command,
            new EmulatorCommand(terminal).Command,
            new LspCommand(terminal).Command,
            new FunctionsCommand(terminal).Command,
            new ExplainCommand(terminal).Command,
            GeneratedTextCommand.Schema(terminal, commandLine),
            GeneratedTextCommand.Reference(terminal, commandLine),
            new CompletionCommand(terminal).Command,
        };
        Help.AddExamples(root);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = terminal.Output,
                    Error = terminal.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                },
                ct
            );
        foreach (var wrong in WrongUse.Explain(parsed))
            await terminal.Error.WriteLineAsync($"p1s: {SafeText.Line(wrong)}");
        await terminal.Error.WriteLineAsync($"Try: {Help.CommandPath(parsed)} --help");
        return ExitCode.WrongUse;
    }
}
