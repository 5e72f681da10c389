using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.Commands;

/// <summary>What the files and folders of a command line stand for.</summary>
internal sealed class NamedPaths(Terminal terminal, CommandLine commandLine)
{
    /// <summary>The files, each once, in the order of the command line; folders that cannot be searched are said.</summary>
    /// <param name="paths">As written; none stands for the current folder.</param>
    /// <param name="codes">Takes the exit code of what went wrong.</param>
    public IReadOnlyList<NamedFile> Find(string[] paths, List<int> codes)
    {
        var files = new List<NamedFile>();
        foreach (var path in paths.DefaultIfEmpty("."))
        {
            var found = Workspace.Find(path, commandLine.SpanOf(path));
            Problems.Print(terminal, found.Diagnostics);
            codes.Add(ExitCode.From(found.Diagnostics));
            files.AddRange(found.Files);
        }
        return [.. files.DistinctBy(f => f.Path, StringComparer.Ordinal)];
    }
}
