using System.Collections.Immutable;
using System.CommandLine;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Journals;
using PingOneScenarios.Cli.Load;
using PingOneScenarios.Cli.Locals;
using PingOneScenarios.Cli.Many;
using PingOneScenarios.Cli.Pausing;
using PingOneScenarios.Cli.Rows;
using PingOneScenarios.Cli.Selecting;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s run</c>.</summary>
internal sealed class RunCommand(Terminal terminal, CommandLine commandLine, Workspace workspace, CancellationToken abort)
{
    private readonly RunOptions options = new(terminal, commandLine, mayRepeatEnvironment: true);
    private readonly ManyOptions many = new();
    private readonly RowOptions rows = new(terminal, commandLine);
    private readonly LimitOptions limits = new(commandLine);
    private readonly PauseOptions pauses = new();
    private readonly JournalOptions journals = new();
    private readonly BatchOptions batches = new();
    private readonly ShardOption shards = new();
    private readonly LastFailedOption lastFailed = new();

    public Command Command
    {
        get
        {
            var command = new Command("run", "Run scenarios.");
            options.AddTo(command);
            rows.AddTo(command);
            many.AddTo(command);
            limits.AddTo(command);
            shards.AddTo(command);
            lastFailed.AddTo(command);
            pauses.AddTo(command);
            journals.AddTo(command);
            batches.AddTo(command);
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
        await using var local = await options.StartEmulatorAsync(parsed, workspace, ct);
        // Each part of a load runs all of it: what is divided is how much is put on the server.
        return await RunAsync(parsed, selected with { Shard = many.Load.Of(parsed) is null ? shards.Of(parsed) : null }, local, ct);
    }

    private async Task<int> RunAsync(ParseResult parsed, SelectedFiles selected, LocalServer? local, CancellationToken ct)
    {
        var sequence = new RunSequence(selected, options.EnvironmentsOf(parsed, local))
        {
            Repeat = many.Repeat(parsed),
            Attempts = 1 + (many.Retries(parsed) ?? 0),
        };
        using var opened = await new RowOpening(terminal, rows).OpenAsync(parsed, sequence, ct);
        if (opened is null && rows.AreWanted(parsed))
            return ExitCode.Invalid;
        sequence = opened is null ? sequence : sequence.With(opened);
        var prepared = await sequence.PrepareAsync(ct);
        if (Objection(parsed, prepared, opened) is { } code)
            return code;
        if (lastFailed.AsksJournal(parsed))
        {
            if (await new LastFailedRuns(terminal).ReadAsync(journals.Of(parsed), sequence, prepared, ct) is not { } failed)
                return ExitCode.WrongUse;
            sequence = sequence with { Selected = sequence.Selected with { Failed = failed } };
        }
        return await RunAsync(parsed, sequence, prepared, ct);
    }

    private async Task<int> RunAsync(ParseResult parsed, RunSequence sequence, IReadOnlyList<PreparedRun> prepared, CancellationToken ct)
    {
        using var outcomes = new RowOpening(terminal, rows).OutcomesOf(parsed, sequence, prepared);
        var stops = pauses.Of(parsed);
        var planner = new ManyPlanner(sequence, prepared) { IsLocal = options.Watched.IsLocal(parsed), Pauses = stops is not null };
        var runs = planner.RunsOf(many, parsed, isMany => options.PaceOf(parsed, isMany)) with
        {
            Outcomes = outcomes,
            Limits = LimitsOf(parsed, sequence.Selected),
        };
        if (runs.Count == 0)
            SayNothing(NothingOf(sequence.Selected));
        // The report of a part with nothing to do says that it was done.
        if (runs.Count == 0 && sequence.Selected.Shard is null)
            return ExitCode.Passed;
        if (sequence.Rows is not null)
            runs = runs with { OpenBook = new BatchOpening(sequence, commandLine, batches.IsNew(parsed)).OpenAsync };
        var once = new RunOnce(terminal, options.Watched, workspace, abort)
        {
            Pauses = stops,
            Journal = runs.Load is null ? journals.Of(parsed) : null,
            Read = sequence.Rows?.Path,
            Many = runs,
        };
        return await once.RunAsync(parsed, prepared, ct);
    }

    // What of the command line cannot be had together, as an exit code; null for nothing.
    private int? Objection(ParseResult parsed, IReadOnlyList<PreparedRun> prepared, OpenedRows? opened)
    {
        var stops = pauses.Of(parsed) is not null;
        if (options.RefusesPipe(prepared, stops ? "a run that stops and asks" : RowOpening.Contention(opened)))
            return ExitCode.WrongUse;
        if (stops && (many.ArePlural(parsed) || opened is not null))
            return Refuse("who goes through a run step by step goes through one: leave --data, --parallel, --repeat and --retries away");
        return many.Load.Of(parsed) is not null && ObjectionToLoad(parsed) is { } objection ? Refuse(objection) : null;
    }

    // By the path as reports and limits know it; those of the command line take the place of the same ones.
    private ImmutableDictionary<string, ImmutableArray<Limit>> LimitsOf(ParseResult parsed, SelectedFiles selected) =>
        selected
            .Scenarios.Select(s => KeyValuePair.Create(s.Path, Limit.Settle(s.Limits, limits.Of(parsed))))
            .Where(l => !l.Value.IsEmpty)
            .ToImmutableDictionary();

    private string? ObjectionToLoad(ParseResult parsed) =>
        pauses.Of(parsed) is not null ? "nobody goes through a load step by step: leave --pause away"
        : many.Repeat(parsed) is not null || many.Retries(parsed) is not null || many.StopAfter(parsed) is not null
            ? "a load runs until its time is up, and counts what fails: leave --repeat, --retries and --stop-after away"
        : journals.Of(parsed) is { Path: not null } or { IsRequired: true }
            ? "the runs of a load are not written down: leave --journal and --require-journal away"
        : rows.OutcomesAreWanted(parsed) ? "a load keeps none of its runs: leave --output and --failed away"
        : null;

    private static string NothingOf(SelectedFiles selected) =>
        selected.Failed is not null ? "nothing that is named here failed the last time"
        : selected.Shard is { } shard ? $"there is nothing to run in shard {shard}"
        : "there is nothing to run";

    private int Refuse(string why)
    {
        terminal.Error.WriteLine($"p1s: {why}");
        return ExitCode.WrongUse;
    }

    private int SayNothing(string why)
    {
        terminal.Error.WriteLine(SafeText.Line(why));
        return ExitCode.Passed;
    }
}
