using System.CommandLine;
using System.CommandLine.Parsing;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Manual;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s man</c>: pages made from the tree of commands that the command line was parsed with, which has to be all of it.</summary>
internal sealed class ManCommand(Terminal terminal, CommandLine commandLine)
{
    public const string Name = "man";

    private readonly Argument<string[]> words = new("command")
    {
        Description = "A command, such as run or runs prune; the page of p1s itself without one.",
        Arity = ArgumentArity.ZeroOrMore,
        HelpName = "command",
    };
    private readonly Option<string?> output = new("--output", "-o")
    {
        Description = "Write every page into this folder, as p1s.1, p1s-run.1 and so on.",
        HelpName = "folder",
    };

    public Command Command
    {
        get
        {
            var command = new Command(Name, "Print a page of the manual, in the form that man reads.") { words, output };
            words.CompletionSources.Clear();
            words.CompletionSources.Add(context => PagesOf(context.ParseResult).Select(p => p.Words).Where(w => w.Length > 0));
            words.Validators.Add(WrongUse.RefuseOptions);
            command.Validators.Add(FindConflicts);
            command.SetAction(RunAsync);
            return command;
        }
    }

    private static IEnumerable<ManualPage> PagesOf(ParseResult parsed) => ManualPage.All((RootCommand)parsed.RootCommandResult.Command);

    private void FindConflicts(CommandResult result)
    {
        if (result.GetResult(output) is not null && result.GetResult(words) is { Tokens.Count: > 0 })
            result.AddError("--output writes every page: it takes no command");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var pages = PagesOf(parsed).ToList();
        if (parsed.GetValue(output) is { } folder)
            return await WriteAsync(pages, folder, ct);
        var named = string.Join(' ', parsed.GetValue(words)!);
        if (pages.Find(p => p.Words == named) is { } page)
        {
            await terminal.Output.WriteAsync(page.Text.AsMemory(), ct);
            return ExitCode.Passed;
        }
        var near = Suggestion.For(named, pages.Select(p => p.Words));
        await terminal.Error.WriteLineAsync(
            SafeText.Line($"p1s: there is no command {named}" + (near is null ? "; p1s --help lists them" : $"; did you mean {near}?"))
        );
        return ExitCode.WrongUse;
    }

    private async Task<int> WriteAsync(List<ManualPage> pages, string folder, CancellationToken ct)
    {
        foreach (var page in pages)
        {
            var target = Path.Combine(folder, page.FileName);
            if (await Workspace.WriteAsync(target, page.Text, mayReplace: true, commandLine.SpanOf(folder), ct) is { } failure)
            {
                Problems.Print(terminal, [failure]);
                return ExitCode.From([failure]);
            }
            await terminal.Output.WriteLineAsync(SafeText.Line(target));
        }
        return ExitCode.Passed;
    }
}
