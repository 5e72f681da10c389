using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using PingOneScenarios.Cli.Reports;
using PingOneScenarios.Cli.Telemetry;
using PingOneScenarios.Emulator;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Execution;

namespace PingOneScenarios.Cli.Commands;

/// <summary>What is said on the command line of scenarios that are to be run: the same for every command that runs some.</summary>
internal sealed class RunOptions(Terminal terminal, CommandLine commandLine)
{
    private static readonly string[] UndoWords = ["never", "failure", "always"];

    private readonly Argument<string[]> files = new("file")
    {
        Description = "Scenario files, run one after the other.",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly OperatorOptions operatorOptions = new(terminal, commandLine);
    private readonly Option<UndoPolicy> undo = new("--undo")
    {
        Description = "When to take back what the run made; never if not given.",
        CustomParser = ReadUndo,
        HelpName = "never|failure|always",
    };
    private readonly Option<bool> verbose = new("--verbose", "-v")
    {
        Description = "Print each request as sent and each answer as received, secrets masked.",
    };
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "Print only what did not pass." };
    private readonly Option<bool> allowEmpty = new("--allow-empty") { Description = "Let a run pass in which every step was skipped." };
    private readonly ReportOptions reports = new();
    private readonly TroubleOptions trouble = new();
    private readonly TelemetryOption telemetry = new(terminal);

    public void AddTo(Command command)
    {
        command.Add(files);
        operatorOptions.AddTo(command);
        command.Add(undo);
        command.Add(verbose);
        command.Add(quiet);
        command.Add(allowEmpty);
        reports.AddTo(command);
        telemetry.AddTo(command);
        trouble.AddTo(command);
        command.Validators.Add(FindConflicts);
        files.Validators.Add(WrongUse.RefuseOptions);
        undo.CompletionSources.Clear();
        undo.CompletionSources.Add(UndoWords);
    }

    public bool IsQuiet(ParseResult parsed) => parsed.GetValue(quiet);

    public bool IsVerbose(ParseResult parsed) => parsed.GetValue(verbose);

    /// <summary>Whether the runs go to a local PingOne, which is gone afterwards with what they leave.</summary>
    public bool IsLocal(ParseResult parsed) => operatorOptions.IsLocal(parsed);

    /// <inheritdoc cref="OperatorOptions.IsRemote"/>
    public bool IsRemote(ParseResult parsed) => operatorOptions.IsRemote(parsed);

    public ImmutableArray<WantedReport> ReportsOf(ParseResult parsed) => GitHubActions.WithSummary(terminal, reports.Of(parsed));

    /// <summary>Where the runs are exported to; null for nowhere.</summary>
    public OtlpSettings? ExportOf(ParseResult parsed) => telemetry.Read(parsed);

    /// <summary>The local PingOne, or null when it is not asked for.</summary>
    public async Task<EmulatorServer?> StartEmulatorAsync(ParseResult parsed, CancellationToken ct) =>
        IsLocal(parsed) ? await EmulatorServer.StartAsync(trouble.Of(parsed), ct) : null;

    /// <summary>All that can be found out before the first request. All scenarios are prepared before the first of them runs.</summary>
    public async Task<IReadOnlyList<PreparedRun>> PrepareAsync(
        ParseResult parsed,
        Workspace workspace,
        EmulatorServer? local,
        CancellationToken ct
    )
    {
        var named = await new NamedPaths(terminal, commandLine).NameAsync(parsed.GetValue(files)!, ct);
        var settings = Settings(parsed, local);
        var prepared = new List<PreparedRun>();
        foreach (var scenario in await workspace.LoadAsync(named, ct))
            prepared.Add(await scenario.BindAsync(settings, ct));
        return prepared;
    }

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

    /// <summary>Secrets that stand in files are read anew when the scenarios are prepared again; what was asked or started before is not.</summary>
    public void ForgetFiles() => operatorOptions.ForgetFiles();

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
        if (OperatorOptions.IsWritten(result, verbose) && OperatorOptions.IsWritten(result, quiet))
            result.AddError("--verbose and --quiet exclude each other");
        if (trouble.AreWritten(result) && !operatorOptions.IsLocal(result))
            result.AddError("--latency and --fault are for a local PingOne: they need --emulator");
    }

    private RunSettings Settings(ParseResult parsed, EmulatorServer? local) =>
        operatorOptions.Settings(parsed, local is null ? null : ToLocal(local)) with
        {
            Trace = ExportOf(parsed)?.Trace,
            Undo = parsed.GetValue(undo),
            AllowEmpty = parsed.GetValue(allowEmpty),
            RecordAll = parsed.GetValue(verbose) || !ReportsOf(parsed).IsEmpty,
        };

    private static LocalPingOne ToLocal(EmulatorServer server) =>
        new(server.ApiPath, server.AuthPath, server.EnvironmentId, server.WorkerClientId, server.WorkerClientSecret);
}
