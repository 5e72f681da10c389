using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Reports;
using PingOneScenarios.Emulator;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s run</c>.</summary>
internal sealed class RunCommand(Terminal terminal, CommandLine commandLine, CancellationToken abort)
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
    private readonly ReportOptions reports = new();

    public Command Command
    {
        get
        {
            var command = new Command("run", "Run scenarios.") { files };
            operatorOptions.AddTo(command);
            command.Add(undo);
            command.Add(verbose);
            command.Add(quiet);
            reports.AddTo(command);
            command.Validators.Add(FindConflicts);
            files.Validators.Add(WrongUse.RefuseOptions);
            undo.CompletionSources.Clear();
            undo.CompletionSources.Add(UndoWords);
            command.SetAction(RunAsync);
            return command;
        }
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
        if (OperatorOptions.IsWritten(result, verbose) && OperatorOptions.IsWritten(result, quiet))
            result.AddError("--verbose and --quiet exclude each other");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var local = operatorOptions.IsLocal(parsed) ? await EmulatorServer.StartAsync(new EmulatorSettings(), ct) : null;
        var prepared = new List<PreparedRun>();
        foreach (var path in parsed.GetValue(files)!)
            prepared.Add(await ScenarioPipeline.PrepareAsync(Request(parsed, path, local), ct));
        using var pipeline = new ScenarioPipeline(TimeProvider.System, RandomSource.System);
        using var run = new WatchedRun(terminal, pipeline, Reports(parsed), abort);
        var isQuiet = parsed.GetValue(quiet);
        var problems = prepared.SelectMany(p => p.Diagnostics).Distinct().ToList();
        Problems.PrintBeforeRun(run.Watched, problems, isQuiet);
        if (problems.Exists(d => d.Severity == Severity.Error))
            return run.Refuse(prepared);
        var display = new RunDisplay(run.Watched, isQuiet, parsed.GetValue(verbose), isEmulator: local is not null);
        return await run.RunAsync(prepared, display, ct);
    }

    private PipelineRequest Request(ParseResult parsed, string path, EmulatorServer? local) =>
        operatorOptions.Request(parsed, path, local is null ? null : ToLocal(local)) with
        {
            Undo = parsed.GetValue(undo),
            RecordAll = parsed.GetValue(verbose) || !Reports(parsed).IsEmpty,
        };

    private ImmutableArray<WantedReport> Reports(ParseResult parsed) => GitHubActions.WithSummary(terminal, reports.Of(parsed));

    private static LocalPingOne ToLocal(EmulatorServer server) =>
        new(server.ApiPath, server.AuthPath, server.EnvironmentId, server.WorkerClientId, server.WorkerClientSecret);
}
