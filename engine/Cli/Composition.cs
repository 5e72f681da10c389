using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using PingOneScenarios.Cli.Commands;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Cli.Selecting;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli;

/// <summary>The one place that puts the program together: the commands, and what they work with.</summary>
/// <param name="terminal">Where text goes.</param>
/// <param name="commandLine">As it was written.</param>
/// <param name="workspace">One for the process.</param>
/// <param name="abort">Ends everything at once.</param>
internal sealed class Composition(Terminal terminal, CommandLine commandLine, Workspace workspace, CancellationToken abort)
{
    private static readonly string[] HelpWords = ["--help", "-h", "/h", "-?", "/?"];

    // A file of somebody else whose name begins with @ must not become options (decision 0070).
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    private readonly JournalDoor door = new(terminal);

    /// <summary>Every command by its name, made when it is called.</summary>
    public ImmutableArray<(string Name, Func<Command> Make)> Commands =>
        [
            ("run", () => new RunCommand(terminal, commandLine, workspace, abort).Command),
            ("undo", () => new UndoCommand(terminal, commandLine, workspace, new JournalDoor(terminal), abort).Command),
            ("resume", () => new ResumeCommand(terminal, commandLine, workspace, new JournalDoor(terminal), abort).Command),
            ("watch", () => new WatchCommand(terminal, commandLine, workspace, abort).Command),
            ("plan", () => new PlanCommand(terminal, commandLine, workspace).Command),
            ("validate", () => new ValidateCommand(terminal, commandLine, workspace).Command),
            ("fmt", () => new FmtCommand(terminal, commandLine, workspace).Command),
            ("report", () => new ReportCommand(terminal).Command),
            ("merge", () => new MergeCommand(terminal, commandLine).Command),
            ("diff", () => new DiffCommand(terminal).Command),
            ("runs", () => new RunsCommand(terminal, door).Command),
            ("show", () => new ShowCommand(terminal, door).Command),
            ("list", () => new ListCommand(terminal, commandLine, workspace).Command),
            ("new", () => new NewCommand(terminal, commandLine, workspace).Command),
            ("docs", () => new DocsCommand(terminal, commandLine, workspace).Command),
            ("emulator", () => new EmulatorCommand(terminal, workspace).Command),
            ("lsp", () => new LspCommand(terminal, workspace).Command),
            ("eval", () => new EvalCommand(terminal, workspace).Command),
            ("functions", () => new FunctionsCommand(terminal).Command),
            ("explain", () => new ExplainCommand(terminal).Command),
            ("schema", () => GeneratedTextCommand.Schema(terminal, commandLine)),
            ("reference", () => GeneratedTextCommand.Reference(terminal, commandLine)),
            ("completion", () => new CompletionCommand(terminal).Command),
            (ManCommand.Name, () => new ManCommand(terminal, commandLine).Command),
        ];

    /// <summary>The tree of all commands.</summary>
    public RootCommand Root
    {
        get
        {
            var root = new RootCommand(
                "Runs workflows of HTTP requests that are written as YAML scenarios, on PingOne or on a local PingOne emulator."
            );
            foreach (var (_, make) in Commands)
                root.Add(make());
            Help.AddExamples(root);
            return root;
        }
    }

    public async Task<int> RunAsync(string[] written, CancellationToken ct)
    {
        var arguments = LastFailedOption.Completed(written);
        if (WrongUse.Disguised(arguments) is { } disguised)
        {
            await terminal.Error.WriteLineAsync($"p1s: {SafeText.Line(disguised)}");
            return ExitCode.WrongUse;
        }
        var parsed = ParseAlone(arguments) ?? Root.Parse(arguments, Parsing);
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

    // One command is made in a fraction of the time of all of them, which only help, the manual, completion and a mistake look at.
    private ParseResult? ParseAlone(string[] arguments)
    {
        if (arguments.Length == 0 || arguments[0] == ManCommand.Name || arguments.Any(HelpWords.Contains))
            return null;
        var (name, make) = Commands.FirstOrDefault(c => c.Name == arguments[0]);
        // A command that is parsed by itself passes over its own name.
        return name is not null && make().Parse(arguments, Parsing) is { Errors.Count: 0 } parsed ? parsed : null;
    }

    // Completion asks with an empty word.
    private static bool HasEmptyArgument(ParseResult parsed) =>
        parsed.Tokens.Any(t => t is { Type: TokenType.Argument, Value: "" }) && parsed.Tokens.All(t => t.Type != TokenType.Directive);
}
