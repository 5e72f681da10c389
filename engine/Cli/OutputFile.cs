using System.CommandLine;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli;

/// <summary>Text that goes to standard output, or to the file that <c>--output</c> names.</summary>
internal sealed class OutputFile(Terminal terminal, CommandLine commandLine)
{
    public Option<string?> Option { get; } =
        new("--output", "-o") { Description = "Write to this file instead of standard output.", HelpName = "file" };

    /// <param name="path">Null for standard output.</param>
    /// <param name="text">Ends with a line break.</param>
    /// <param name="ct">Ends the writing.</param>
    public async Task<int> WriteAsync(string? path, string text, CancellationToken ct)
    {
        if (path is null)
        {
            await terminal.Output.WriteAsync(text.AsMemory(), ct);
            return ExitCode.Passed;
        }
        if (await Workspace.WriteAsync(path, text, mayReplace: true, commandLine.SpanOf(path), ct) is not { } failure)
            return ExitCode.Passed;
        Problems.Print(terminal, [failure]);
        return ExitCode.From([failure]);
    }
}
