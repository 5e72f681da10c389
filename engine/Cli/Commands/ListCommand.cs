using System.CommandLine;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s list</c>.</summary>
internal sealed class ListCommand(Terminal terminal, CommandLine commandLine, Workspace workspace)
{
    private readonly Argument<string> folder = new("folder")
    {
        Description = "Where to look, folders below it too; the current folder when none is given.",
        DefaultValueFactory = _ => ".",
    };
    private readonly Option<string[]> tags = new("--tag", "-t")
    {
        Description = "List only scenarios with this tag. May be repeated; then all of them are asked for.",
        HelpName = "tag",
    };
    private readonly Option<string> format = ChoiceOption.Create("--format", "How to print the list.", "text", "json");

    public Command Command
    {
        get
        {
            var command = new Command("list", "List the scenarios in a folder: title, tags and inputs.") { folder, tags, format };
            folder.Validators.Add(WrongUse.RefuseOptions);
            command.SetAction(RunAsync);
            return command;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var where = parsed.GetValue(folder)!;
        var wanted = parsed.GetValue(tags) ?? [];
        var codes = new List<int>();
        var entries = new List<CatalogEntry>();
        foreach (var file in await new NamedPaths(terminal, commandLine).FindAsync([where], codes, ct))
        {
            if (await workspace.ListAsync(file, ct) is not { } entry)
                continue;
            // Of a file that cannot be read nobody knows the tags: that is said, not left out.
            if (entry.Diagnostics.IsEmpty && !wanted.All(t => entry.Tags.Contains(t)))
                continue;
            entries.Add(entry);
            if (!file.WasFound)
                codes.Add(ExitCode.From(entry.Diagnostics));
        }
        if (parsed.GetValue(format) == "json")
            await terminal.Output.WriteLineAsync(CatalogJson.Write(entries));
        else if (entries.Count > 0)
            CatalogText.Write(terminal, entries);
        else
            await terminal.Error.WriteLineAsync(
                SafeText.Line($"p1s: there is no such scenario in \"{where}\"{(wanted.Length > 0 ? "; without --tag all are listed" : "")}")
            );
        return ExitCode.Gravest(codes);
    }
}
