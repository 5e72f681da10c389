using System.CommandLine;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Reports;
using PingOneScenarios.Cli.Selecting;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s validate</c>.</summary>
internal sealed class ValidateCommand(Terminal terminal, CommandLine commandLine, Workspace workspace)
{
    private readonly SelectionOptions selection = new(terminal, commandLine);
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
            var command = new Command("validate", "Say what is wrong with scenarios, without sending anything.");
            selection.AddTo(command);
            command.Add(format);
            command.Add(strict);
            command.Add(verbose);
            command.SetAction(RunAsync);
            return command;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var codes = new List<int>();
        var selected = selection.Of(parsed);
        var named = await selected.FindAsync(codes, ct);
        var all = await workspace.CheckAsync(named, ct);
        var results = all.Where(r => selected.Tags.Takes(r.Tags)).ToList();
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
                var always = parsed.GetValue(verbose) ? named : named.Where(f => !f.WasFound);
                new ValidationText(terminal, always.Select(f => f.Path), isStrict).Write(results, isOne: named is [{ WasFound: false }]);
                Annotate(Distinct(results));
                break;
        }
        if (results.Count == 0 && !selected.Tags.IsEmpty)
            codes.Add(selected.RefuseTags(all.Select(r => r.Tags)));
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
