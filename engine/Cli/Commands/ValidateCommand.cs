using System.CommandLine;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Reports;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s validate</c>.</summary>
internal sealed class ValidateCommand(Terminal terminal, CommandLine commandLine, Workspace workspace)
{
    private readonly Argument<string[]> files = new("file")
    {
        Description = "Scenario files, or folders: all scenarios in them.",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string> format = ChoiceOption.Create("--format", "How to print what is found.", "text", "json", "sarif");
    private readonly Option<bool> strict = new("--strict") { Description = "Let warnings count as errors do." };
    private readonly Option<bool> verbose = new("--verbose", "-v")
    {
        Description = "Print a line for each scenario of a folder, also where nothing is wrong.",
    };

    public Command Command
    {
        get
        {
            var command = new Command("validate", "Say what is wrong with scenarios, without sending anything.")
            {
                files,
                format,
                strict,
                verbose,
            };
            files.Validators.Add(WrongUse.RefuseOptions);
            command.SetAction(RunAsync);
            return command;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var codes = new List<int>();
        var named = await new NamedPaths(terminal, commandLine).FindAsync(parsed.GetValue(files)!, codes, ct);
        var results = await workspace.CheckAsync(named, ct);
        var isStrict = parsed.GetValue(strict);
        codes.AddRange(results.Select(r => CodeOf(r, isStrict)));
        switch (parsed.GetValue(format))
        {
            case "json":
                await terminal.Output.WriteLineAsync(DiagnosticJson.Write(Distinct(results)));
                break;
            case "sarif":
                await terminal.Output.WriteLineAsync(SarifLog.Write(Distinct(results)));
                break;
            default:
                var all = parsed.GetValue(verbose) ? named : named.Where(f => !f.WasFound);
                new ValidationText(terminal, all.Select(f => f.Path), isStrict).Write(results, isOne: named is [{ WasFound: false }]);
                Annotate(Distinct(results));
                break;
        }
        return ExitCode.Gravest(codes);
    }

    private void Annotate(IEnumerable<FileProblem> problems)
    {
        if (!GitHubActions.IsHere(terminal))
            return;
        foreach (var problem in problems)
            terminal.Output.WriteLine(GitHubActions.Annotation(terminal, problem, problem.Diagnostic.Code.Id));
    }

    private static int CodeOf(CheckedFile file, bool isStrict) =>
        isStrict && file.Diagnostics.Any(d => d.Severity == Severity.Warning)
            ? ExitCode.Gravest([ExitCode.Invalid, ExitCode.From(file.Diagnostics)])
            : ExitCode.From(file.Diagnostics);

    // What is wrong with a file that several include is one problem.
    private static List<FileProblem> Distinct(IEnumerable<CheckedFile> results) =>
        [.. results.SelectMany(r => r.Diagnostics.Select(d => new FileProblem(r.Path, d))).DistinctBy(p => p.Diagnostic)];
}
