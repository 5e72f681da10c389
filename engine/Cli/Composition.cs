using System.CommandLine;
using System.CommandLine.Parsing;
using PingOneScenarios.Cli.Commands;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli;

/// <summary>The one place that puts the program together: the commands, and what they work with.</summary>
/// <param name="terminal">Where text goes.</param>
/// <param name="commandLine">As it was written.</param>
/// <param name="workspace">One for the process.</param>
/// <param name="abort">Ends everything at once.</param>
internal sealed class Composition(Terminal terminal, CommandLine commandLine, Workspace workspace, CancellationToken abort)
{
    public async Task<int> RunAsync(string[] arguments, CancellationToken ct)
    {
        var root = new RootCommand(
            "Runs workflows of HTTP requests that are written as YAML scenarios, on PingOne or on a local PingOne emulator."
        )
        {
            new RunCommand(terminal, commandLine, workspace, abort).Command,
            new WatchCommand(terminal, commandLine, workspace, abort).Command,
            new PlanCommand(terminal, commandLine, workspace).Command,
            new ValidateCommand(terminal, commandLine, workspace).Command,
            new FmtCommand(terminal, commandLine, workspace).Command,
            new ReportCommand(terminal).Command,
            new DiffCommand(terminal).Command,
            new ListCommand(terminal, commandLine, workspace).Command,
            new NewCommand(terminal, commandLine, workspace).Command,
            new DocsCommand(terminal, commandLine, workspace).Command,
            new EmulatorCommand(terminal).Command,
            new LspCommand(terminal, workspace).Command,
            new EvalCommand(terminal, workspace).Command,
            new FunctionsCommand(terminal).Command,
            new ExplainCommand(terminal).Command,
            GeneratedTextCommand.Schema(terminal, commandLine),
            GeneratedTextCommand.Reference(terminal, commandLine),
            new CompletionCommand(terminal).Command,
        };
        Help.AddExamples(root);
        if (WrongUse.Disguised(arguments) is { } disguised)
        {
            await terminal.Error.WriteLineAsync($"p1s: {SafeText.Line(disguised)}");
            return ExitCode.WrongUse;
        }
        // A file of somebody else whose name begins with @ must not become options (decision 0070).
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (HasEmptyArgument(parsed))
        {
            await terminal.Error.WriteLineAsync("p1s: an argument is empty; perhaps a variable of the shell is not set");
            return ExitCode.WrongUse;
        }
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

    // Completion asks with an empty word.
    private static bool HasEmptyArgument(ParseResult parsed) =>
        parsed.Tokens.Any(t => t is { Type: TokenType.Argument, Value: "" }) && parsed.Tokens.All(t => t.Type != TokenType.Directive);
}
