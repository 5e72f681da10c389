using System.CommandLine;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s validate</c>.</summary>
internal sealed class ValidateCommand(Terminal terminal, CommandLine commandLine)
{
    private readonly Argument<string[]> files = new("file") { Description = "Scenario files.", Arity = ArgumentArity.OneOrMore };

    public Command Command
    {
        get
        {
            var command = new Command("validate", "Say what is wrong with scenarios, without sending anything.") { files };
            files.Validators.Add(WrongUse.RefuseOptions);
            command.SetAction(RunAsync);
            return command;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var codes = new List<int>();
        foreach (var path in parsed.GetValue(files)!)
        {
            var problems = await ScenarioPipeline.ValidateAsync(path, commandLine.SpanOf(path), ct);
            Problems.Print(terminal, problems);
            var errors = problems.Count(p => p.Severity == Severity.Error);
            await terminal.Output.WriteLineAsync(errors == 0 ? $"{path}: valid" : $"{path}: {errors} {(errors == 1 ? "error" : "errors")}");
            codes.Add(ExitCode.From(problems));
        }
        return ExitCode.Gravest(codes);
    }
}
