using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.Commands;

/// <summary>What the files, folders, patterns and pipes of a command line stand for.</summary>
internal sealed class NamedPaths(Terminal terminal, CommandLine commandLine)
{
    private readonly Dictionary<string, NamedFile?> pipes = new(StringComparer.Ordinal);

    /// <summary>The files, each once, in the order of the command line; folders that cannot be searched and patterns that nothing matches are said.</summary>
    /// <param name="paths">As written; none stands for the current folder.</param>
    /// <param name="codes">Takes the exit code of what went wrong.</param>
    /// <param name="ct">Ends the reading of pipes.</param>
    public async Task<IReadOnlyList<NamedFile>> FindAsync(string[] paths, List<int> codes, CancellationToken ct)
    {
        var files = new List<NamedFile>();
        foreach (var path in paths.DefaultIfEmpty("."))
        {
            if (await ReadPipedAsync(path, ct) is { } piped)
            {
                files.Add(piped);
                continue;
            }
            var found = Workspace.Find(path, commandLine.SpanOf(path));
            Problems.Print(terminal, found.Diagnostics);
            codes.Add(ExitCode.From(found.Diagnostics));
            files.AddRange(found.Files);
        }
        return Workspace.Distinct(files);
    }

    private async Task<NamedFile?> ReadPipedAsync(string path, CancellationToken ct)
    {
        var key = Workspace.IsStandardInput(path) ? "-" : path;
        if (pipes.TryGetValue(key, out var piped))
            return piped;
        pipes[key] = piped = await Workspace.ReadPipedAsync(path, terminal.PipedInput, commandLine.SpanOf(path), ct);
        if (piped is not null)
            terminal.TakeInput();
        return piped;
    }
}
