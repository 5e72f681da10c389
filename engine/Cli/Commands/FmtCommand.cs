using System.CommandLine;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s fmt</c>.</summary>
internal sealed class FmtCommand(Terminal terminal, CommandLine commandLine, Workspace workspace)
{
    private readonly Argument<string[]> paths = new("file or folder")
    {
        Description = "Scenario and environment files, or folders that hold some; the current folder when none is given.",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<bool> check = new("--check")
    {
        Description = "Change nothing, show what would change, and end with exit code 1 when anything would.",
    };

    public Command Command
    {
        get
        {
            var command = new Command("fmt", "Bring scenario and environment files into their usual form; comments are kept.")
            {
                paths,
                check,
            };
            paths.Validators.Add(WrongUse.RefuseOptions);
            command.SetAction(RunAsync);
            return command;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var isCheck = parsed.GetValue(check);
        var codes = new List<int> { ExitCode.Passed };
        var (seen, changed) = (0, 0);
        var found = await new NamedPaths(terminal, commandLine).FindAsync(parsed.GetValue(paths)!, codes, ct);
        foreach (var file in found)
        {
            if (await workspace.FormatAsync(file, write: !isCheck, ct) is not { } result)
                continue;
            seen++;
            Problems.Print(terminal, result.Diagnostics);
            codes.Add(ExitCode.From(result.Diagnostics));
            changed += result.Difference is null ? 0 : 1;
            await SayAsync(file, result, isCheck);
        }
        if (isCheck && changed > 0)
            codes.Add(ExitCode.Failed);
        if (found.Count != 1 || found[0].WasFound)
            await terminal.Output.WriteLineAsync(Summary(seen, changed, isCheck));
        return ExitCode.Gravest(codes);
    }

    private async Task SayAsync(NamedFile file, FormattedFile result, bool isCheck)
    {
        if (file.Piped is not null && !isCheck)
            await terminal.Output.WriteAsync(result.Text);
        else if (result.Difference is { } difference)
            await terminal.Output.WriteLineAsync(
                SafeText.Lines(isCheck ? $"{result.Path}: would change\n{difference}\n" : $"{result.Path}: formatted")
            );
        else if (!file.WasFound && result.Diagnostics.IsEmpty)
            await terminal.Output.WriteLineAsync(SafeText.Line($"{result.Path}: nothing to change"));
    }

    private static string Summary(int seen, int changed, bool isCheck) =>
        $"{seen} {(seen == 1 ? "file" : "files")}, {changed} {(isCheck ? "would change" : "formatted")}";
}
