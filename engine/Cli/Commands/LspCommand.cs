using System.CommandLine;
using PingOneScenarios.Cli.LanguageServer;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s lsp</c>.</summary>
internal sealed class LspCommand(Terminal terminal)
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
        return new ServerLoop(input, output, TimeProvider.System).RunAsync(ct);
    }
}
