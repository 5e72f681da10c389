using System.CommandLine;
using PingOneScenarios.Cli.Watching;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s watch</c>.</summary>
internal sealed class WatchCommand(Terminal terminal, CommandLine commandLine, Workspace workspace, CancellationToken abort)
{
    private readonly RunOptions options = new(terminal, commandLine);

    public Command Command
    {
        get
        {
            var command = new Command("watch", "Run scenarios, and again whenever a file they are made of changes.");
            options.AddTo(command);
            command.SetAction(RunAsync);
            return command;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var local = await options.StartEmulatorAsync(parsed, workspace, ct);
        using var changes = new ChangeWatch(TimeProvider.System);
        var once = new RunOnce(terminal, options.Watched, workspace, abort);
        var loop = new WatchLoop(terminal, options, parsed, changes, new Wishes(terminal, changes));
        return await loop.RunAsync(workspace, once, local, ct);
    }
}
