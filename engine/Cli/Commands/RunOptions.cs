using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using PingOneScenarios.Cli.Locals;
using PingOneScenarios.Cli.Many;
using PingOneScenarios.Cli.Selecting;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Http.Pacing;

namespace PingOneScenarios.Cli.Commands;

/// <summary>What is said on the command line of scenarios that are to be run: the same for every command that runs some.</summary>
internal sealed class RunOptions(Terminal terminal, CommandLine commandLine, bool mayRepeatEnvironment = false)
{
    private static readonly string[] UndoWords = ["never", "failure", "always"];

    private readonly SelectionOptions selection = new(terminal, commandLine);
    private readonly Option<UndoPolicy> undo = new("--undo")
    {
        Description = "When to take back what the run made; never if not given.",
        CustomParser = ReadUndo,
        HelpName = "never|failure|always",
    };
    private readonly Option<bool> allowEmpty = new("--allow-empty") { Description = "Let a run pass in which every step was skipped." };
    private readonly PaceOptions pace = new();
    private readonly LocalOptions locals = new();

    /// <summary>Those that other commands have as well.</summary>
    public WatchedRunOptions Watched { get; } = new(terminal, commandLine, mayRepeatEnvironment);

    public void AddTo(Command command)
    {
        selection.AddTo(command);
        Watched.AddGifts(command);
        command.Add(undo);
        Watched.AddDisplay(command);
        command.Add(allowEmpty);
        Watched.AddReports(command);
        pace.AddTo(command);
        locals.AddTo(command);
        command.Validators.Add(FindConflicts);
        undo.CompletionSources.Clear();
        undo.CompletionSources.Add(UndoWords);
    }

    /// <summary>The local PingOne, or null when it is not asked for.</summary>
    public async Task<LocalServer?> StartEmulatorAsync(ParseResult parsed, Workspace workspace, CancellationToken ct)
    {
        if (!Watched.NeedsLocal(parsed.CommandResult))
            return null;
        var local = await LocalServer.StartAsync(locals.Of(parsed), new FixtureRunner(terminal, workspace, locals.FixturesOf(parsed)), ct);
        if (local.Emulator.ControlsAddress is { } address)
            await terminal.Error.WriteLineAsync($"The controls of the local PingOne: {address}\n");
        return local;
    }

    /// <summary>The scenarios of the command line, read and checked; how many are left out is said.</summary>
    public async Task<SelectedFiles> SelectAsync(ParseResult parsed, Workspace workspace, CancellationToken ct)
    {
        var selected = await selection.Of(parsed).LoadAsync(workspace, ct);
        if (selected.IncludedText is { } text && !Watched.IsQuiet(parsed))
            await terminal.Error.WriteLineAsync(text);
        return selected;
    }

    /// <summary>All that can be found out before the first request. All scenarios are prepared before the first of them runs.</summary>
    public Task<IReadOnlyList<PreparedRun>> PrepareAsync(
        ParseResult parsed,
        SelectedFiles selected,
        LocalServer? local,
        CancellationToken ct
    ) => new RunSequence(selected, EnvironmentsOf(parsed, local)).PrepareAsync(ct);

    /// <summary>Says that the command cannot be obeyed with a scenario that comes through a pipe; whether that is so.</summary>
    /// <param name="prepared">The scenarios.</param>
    /// <param name="asking">What needs the keyboard or the files itself; null when nothing of the command line does.</param>
    public bool RefusesPipe(IEnumerable<PreparedRun> prepared, string? asking)
    {
        if ((asking ?? terminal.Contention) is not { } other || !prepared.Any(p => p.IsPiped))
            return false;
        terminal.Error.WriteLine(
            $"p1s: the scenario comes from standard input, so {other} cannot be had beside it; write the scenario into a file"
        );
        return true;
    }

    private static string Meant(string written) => Suggestion.For(written, UndoWords) is { } near ? $"; did you mean {near}?" : "";

    private static UndoPolicy ReadUndo(ArgumentResult written)
    {
        switch (written.Tokens[0].Value)
        {
            case "never":
                return UndoPolicy.Never;
            case "failure":
                return UndoPolicy.Failure;
            case "always":
                return UndoPolicy.Always;
            default:
                written.AddError(
                    $"--undo takes never, failure or always, this is \"{written.Tokens[0].Value}\"{Meant(written.Tokens[0].Value)}"
                );
                return UndoPolicy.Never;
        }
    }

    private void FindConflicts(CommandResult result)
    {
        if (locals.AreWritten(result) && !Watched.NeedsLocal(result))
            result.AddError("--latency, --fault, --seed, --clock, --fixture and --controls are for a local PingOne: they need --emulator");
    }

    /// <inheritdoc cref="PaceOptions.Of"/>
    public OriginPace? PaceOf(ParseResult parsed, bool isMany) => pace.Of(parsed, isMany);

    /// <summary>What the scenarios are given, for each environment.</summary>
    public ImmutableArray<RunSettings> EnvironmentsOf(ParseResult parsed, LocalServer? local) =>
        [.. Watched.EnvironmentsOf(parsed).Select(e => SettingsFor(parsed, local, e))];

    private RunSettings SettingsFor(ParseResult parsed, LocalServer? local, string? environment) =>
        Watched.SettingsFor(parsed, local?.Environment, environment) with
        {
            Undo = parsed.GetValue(undo),
            AllowEmpty = parsed.GetValue(allowEmpty),
            Pace = pace.Of(parsed, isMany: false),
        };
}
