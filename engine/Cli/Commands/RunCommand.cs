using System.CommandLine;
using PingOneScenarios.Cli.Pausing;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s run</c>.</summary>
internal sealed class RunCommand(Terminal terminal, CommandLine commandLine, Workspace workspace, CancellationToken abort)
{
    private readonly RunOptions options = new(terminal, commandLine, mayRepeatEnvironment: true);
    private readonly PauseOptions pauses = new();
    private readonly JournalOptions journals = new();

    public Command Command
    {
        get
        {
            var command = new Command("run", "Run scenarios.");
            options.AddTo(command);
            pauses.AddTo(command);
            journals.AddTo(command);
            command.SetAction(RunAsync);
            return command;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var selected = await options.SelectAsync(parsed, workspace, ct);
        if (selected.Code != ExitCode.Passed)
            return selected.Code;
        await using var local = await options.StartEmulatorAsync(parsed, ct);
        var prepared = await options.PrepareAsync(parsed, selected, local, ct);
        var stops = pauses.Of(parsed);
        if (options.RefusesPipe(prepared, stops is null ? null : "a run that stops and asks"))
            return ExitCode.WrongUse;
        var once = new RunOnce(terminal, options.Watched, workspace, abort) { Pauses = stops, Journal = journals.Of(parsed) };
        return await once.RunAsync(parsed, prepared, ct);
    }
}
