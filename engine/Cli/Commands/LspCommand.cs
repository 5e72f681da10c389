using System.CommandLine;
using PingOneScenarios.Cli.LanguageServer;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s lsp</c>.</summary>
internal sealed class LspCommand(Terminal terminal, Workspace workspace)
{
    public Command Command
    {
        get
        {
            var command = new Command("lsp", "Serve an editor over standard input and output (Language Server Protocol).");
            command.SetAction(RunAsync);
            return command;
        }
    }

    private Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var (input, output) = terminal.OpenStreams();
        return new ServerLoop(input, output, workspace, TimeProvider.System).RunAsync(ct);
    }
}
