using System.CommandLine;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Selecting;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s docs</c>.</summary>
internal sealed class DocsCommand(Terminal terminal, CommandLine commandLine, Workspace workspace)
{
    private const string IndexPage = "index.md";

    private readonly SelectionOptions selection = new(terminal, commandLine);
    private readonly Option<string?> output = new("--output", "-o")
    {
        Description = "The folder the pages are written to; a page for a single file goes to standard output without it.",
        HelpName = "folder",
    };

    public Command Command
    {
        get
        {
            var command = new Command("docs", "Describe scenarios as Markdown: inputs, steps, a sequence diagram, outputs.");
            selection.AddTo(command);
            command.Add(output);
            command.SetAction(RunAsync);
            return command;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var selected = selection.Of(parsed);
        var folder = parsed.GetValue(output);
        var codes = new List<int> { ExitCode.Passed };
        var files = await selected.FindAsync(codes, ct);
        var isFolder = files is not [{ WasFound: false }];
        if (isFolder && folder is null)
        {
            await terminal.Error.WriteLineAsync("p1s: the pages of a folder need a place: --output folder");
            return ExitCode.WrongUse;
        }
        var all = await workspace.DescribeAsync(files, ct);
        var described = all.Where(p => selected.Tags.Takes(p.Tags)).ToList();
        if (described.Count == 0 && !selected.Tags.IsEmpty)
            return selected.RefuseTags(all.Select(p => p.Tags));
        var top = selected.Only is { } only && isFolder && Workspace.IsFolder(only) ? only : FolderOf(described.Select(p => p.Path));
        var pages = new List<(string Address, DocumentedFile File)>();
        foreach (var page in described)
        {
            Problems.Print(terminal, page.Diagnostics);
            codes.Add(ExitCode.From(page.Diagnostics));
            if (page.Markdown is not null)
                pages.Add((AddressOf(page.Path, top), page));
        }
        if (folder is null)
            await terminal.Output.WriteAsync(SafeText.Lines(string.Concat(pages.Select(p => p.File.Markdown))));
        else
            await WriteAsync(Distinct(pages, isFolder, codes), folder, isFolder, codes, ct);
        return ExitCode.Gravest(codes);
    }

    // x.yaml and x.yml have one page between them, and the index has its own; on some systems case does not tell files apart.
    private List<(string Address, DocumentedFile File)> Distinct(
        List<(string Address, DocumentedFile File)> pages,
        bool hasIndex,
        List<int> codes
    )
    {
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (hasIndex)
            taken.Add(IndexPage, "the index");
        var distinct = new List<(string Address, DocumentedFile File)>();
        foreach (var (address, file) in pages)
        {
            if (taken.TryAdd(address, $"\"{file.Path}\""))
                distinct.Add((address, file));
            else
            {
                var what = $"the page of \"{file.Path}\" and that of {taken[address]} would both be \"{address}\"";
                var clash = new Diagnostic(
                    DiagnosticCodes.FileExists,
                    commandLine.SpanOf(file.Path),
                    what,
                    "only one of them was written",
                    "rename one of the scenarios"
                );
                Problems.Print(terminal, [clash]);
                codes.Add(ExitCode.From([clash]));
            }
        }
        return distinct;
    }

    private async Task WriteAsync(
        List<(string Address, DocumentedFile File)> pages,
        string folder,
        bool hasIndex,
        List<int> codes,
        CancellationToken ct
    )
    {
        var texts = pages.Select(p => (p.Address, Text: p.File.Markdown!)).ToList();
        if (hasIndex)
            texts.Add((IndexPage, Workspace.IndexOf(pages)));
        foreach (var (address, text) in texts)
        {
            var target = Path.Combine(folder, address);
            if (await Workspace.WriteAsync(target, text, mayReplace: true, commandLine.SpanOf(folder), ct) is { } failure)
            {
                Problems.Print(terminal, [failure]);
                codes.Add(ExitCode.From([failure]));
            }
            else
                await terminal.Output.WriteLineAsync(SafeText.Line(target));
        }
    }

    // The deepest folder that all of them are in.
    private static string FolderOf(IEnumerable<string> paths)
    {
        var folders = paths.Select(p => Path.GetDirectoryName(Path.GetFullPath(p))!.Split(Path.DirectorySeparatorChar)).ToList();
        if (folders.Count == 0)
            return ".";
        var shared = folders[0].TakeWhile((part, i) => folders.TrueForAll(f => f.Length > i && f[i] == part));
        return string.Join(Path.DirectorySeparatorChar, shared) + Path.DirectorySeparatorChar;
    }

    // The page stands below the output folder where the scenario stands below its own.
    private static string AddressOf(string path, string folder) =>
        Path.ChangeExtension(Path.GetRelativePath(folder.Length == 0 ? "." : folder, path), ".md").Replace('\\', '/');
}
