using System.CommandLine;
using PingOneScenarios.Cli.Many;
using PingOneScenarios.Cli.Pausing;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Batch;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s run</c>.</summary>
internal sealed class RunCommand(Terminal terminal, CommandLine commandLine, Workspace workspace, CancellationToken abort)
{
    /// <summary>With more runs than this, those that pass leave no line.</summary>
    private const int MostLines = 50;

    private readonly RunOptions options = new(terminal, commandLine, mayRepeatEnvironment: true);
    private readonly ManyOptions many = new();
    private readonly PauseOptions pauses = new();
    private readonly JournalOptions journals = new();

    public Command Command
    {
        get
        {
            var command = new Command("run", "Run scenarios.");
            options.AddTo(command);
            many.AddTo(command);
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
        var sequence = new RunSequence(selected.Scenarios, options.EnvironmentsOf(parsed, local))
        {
            Repeat = many.Repeat(parsed),
            Attempts = 1 + (many.Retries(parsed) ?? 0),
        };
        var prepared = await sequence.PrepareAsync(ct);
        var stops = pauses.Of(parsed);
        if (options.RefusesPipe(prepared, stops is null ? null : "a run that stops and asks"))
            return ExitCode.WrongUse;
        if (stops is not null && many.ArePlural(parsed))
        {
            terminal.Error.WriteLine(
                "p1s: who goes through a run step by step goes through one: leave --parallel, --repeat and --retries away"
            );
            return ExitCode.WrongUse;
        }
        var once = new RunOnce(terminal, options.Watched, workspace, abort)
        {
            Pauses = stops,
            Journal = journals.Of(parsed),
            Many = RunsOf(parsed, sequence),
        };
        return await once.RunAsync(parsed, prepared, ct);
    }

    private ManyRuns RunsOf(ParseResult parsed, RunSequence sequence)
    {
        var count = sequence.Count;
        var isLocal = options.Watched.IsLocal(parsed) && pauses.Of(parsed) is null;
        var parallel = Math.Min(many.Parallel(parsed) ?? (isLocal ? Environment.ProcessorCount : 1), Math.Max(count, 1));
        var noun = count == sequence.Scenarios.Length ? "scenarios" : "runs";
        return new ManyRuns(sequence.Items)
        {
            Count = count,
            Wishes = new BatchWishes { Parallel = parallel, StopAfter = many.StopAfter(parsed) },
            IsBulk = count > MostLines && noun == "runs",
            Noun = noun,
            FirstLine = ManyText.FirstLine(count, noun, parallel, many.Parallel(parsed) is not null),
        };
    }
}
