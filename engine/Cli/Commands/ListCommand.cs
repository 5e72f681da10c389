using System.CommandLine;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Selecting;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s list</c>.</summary>
internal sealed class ListCommand(Terminal terminal, CommandLine commandLine, Workspace workspace)
{
    private readonly SelectionOptions selection = new(terminal, commandLine) { HasDefault = true };
    private readonly Option<string> format = ChoiceOption.Create("--format", "How to print the list.", "text", "json");

    public Command Command
    {
        get
        {
            var command = new Command("list", "List the scenarios in a folder: title, tags and inputs.");
            selection.AddTo(command);
            command.Add(format);
            command.SetAction(RunAsync);
            return command;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var selected = selection.Of(parsed);
        var codes = new List<int>();
        var entries = new List<CatalogEntry>();
        foreach (var file in await selected.FindAsync(codes, ct))
        {
            if (await workspace.ListAsync(file, ct) is not { } entry)
                continue;
            // Of a file that cannot be read nobody knows the tags: that is said, not left out.
            if (entry.Diagnostics.IsEmpty && !selected.Tags.Takes(entry.Tags))
                continue;
            entries.Add(entry);
            if (!file.WasFound)
                codes.Add(ExitCode.From(entry.Diagnostics));
        }
        if (parsed.GetValue(format) == "json")
            await terminal.Output.WriteLineAsync(CatalogJson.Write(entries));
        else if (entries.Count > 0)
            CatalogText.Write(terminal, entries);
        else if (codes.TrueForAll(c => c == ExitCode.Passed))
            await terminal.Error.WriteLineAsync(
                SafeText.Line(
                    $"p1s: there is no such scenario in {selected.Where}{(selected.Tags.IsEmpty ? "" : $"; without {selected.Tags.Options} all are listed")}"
                )
            );
        return ExitCode.Gravest(codes);
    }
}
