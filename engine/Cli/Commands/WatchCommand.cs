using System.CommandLine;
using PingOneScenarios.Cli.Watching;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s watch</c>.</summary>
internal sealed class WatchCommand(Terminal terminal, CommandLine commandLine, CancellationToken abort)
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
        await using var local = await options.StartEmulatorAsync(parsed, ct);
        using var pipeline = new ScenarioPipeline(TimeProvider.System, RandomSource.System);
        using var changes = new ChangeWatch(TimeProvider.System);
        var once = new RunOnce(terminal, options, pipeline, abort);
        var loop = new WatchLoop(options, parsed, new WatchText(terminal), changes, new Wishes(terminal, changes));
        return await loop.RunAsync(pipeline, once, local, ct);
    }
}
