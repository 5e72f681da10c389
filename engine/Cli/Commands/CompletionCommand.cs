using System.CommandLine;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s completion</c>.</summary>
internal sealed class CompletionCommand(Terminal terminal)
{
    private static readonly string[] Shells = ["bash", "zsh", "fish", "pwsh"];

    private readonly Argument<string> shell = new("shell") { Description = "bash, zsh, fish or pwsh.", HelpName = "bash|zsh|fish|pwsh" };

    public Command Command
    {
        get
        {
            var command = new Command("completion", "Print the script that completes p1s in a shell; its first lines say how to load it.")
            {
                shell,
            };
            WordChoice.Limit(shell, Shells, "shell");
            command.SetAction(RunAsync);
            return command;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        using var script = new StreamReader(typeof(CompletionCommand).Assembly.GetManifestResourceStream($"p1s.{parsed.GetValue(shell)}")!);
        await terminal.Output.WriteAsync((await script.ReadToEndAsync(ct)).AsMemory(), ct);
        return ExitCode.Passed;
    }
}
