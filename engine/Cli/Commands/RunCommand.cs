using System.CommandLine;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Pausing;
using PingOneScenarios.Cli.Selecting;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s run</c>.</summary>
internal sealed class RunCommand(Terminal terminal, CommandLine commandLine, Workspace workspace, CancellationToken abort)
{
    private readonly RunOptions options = new(terminal, commandLine, mayRepeatEnvironment: true);
    private readonly PauseOptions pauses = new();
    private readonly JournalOptions journals = new();
    private readonly ShardOption shards = new();
    private readonly LastFailedOption lastFailed = new();

    public Command Command
    {
        get
        {
            var command = new Command("run", "Run scenarios.");
            options.AddTo(command);
            pauses.AddTo(command);
            journals.AddTo(command);
            shards.AddTo(command);
            lastFailed.AddTo(command);
            command.SetAction(RunAsync);
            return command;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var selected = await options.SelectAsync(parsed, workspace, ct);
        if (selected.Code != ExitCode.Passed)
            return selected.Code;
        if (lastFailed.ReportOf(parsed) is { } report)
        {
            if (LastFailedOption.Read(terminal, report) is not { } failed)
                return ExitCode.Invalid;
            selected = selected.Again(failed);
            if (selected.Scenarios.IsEmpty)
                return SayNothing($"nothing that is named here failed in {report}");
        }
        selected = selected with { Shard = shards.Of(parsed) };
        await using var local = await options.StartEmulatorAsync(parsed, ct);
        var prepared = await options.PrepareAsync(parsed, selected, local, ct);
        if (prepared.Count == 0)
            SayNothing($"there is nothing to run{(selected.Shard is { } shard ? $" in shard {shard}" : "")}");
        var stops = pauses.Of(parsed);
        if (options.RefusesPipe(prepared, stops is null ? null : "a run that stops and asks"))
            return ExitCode.WrongUse;
        var once = new RunOnce(terminal, options.Watched, workspace, abort) { Pauses = stops, Journal = journals.Of(parsed) };
        return await once.RunAsync(parsed, prepared, ct);
    }

    private int SayNothing(string why)
    {
        terminal.Error.WriteLine(SafeText.Line(why));
        return ExitCode.Passed;
    }
}
