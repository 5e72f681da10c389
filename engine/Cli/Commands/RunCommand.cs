using System.CommandLine;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Emulator;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Execution;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s run</c>.</summary>
internal sealed class RunCommand(Terminal terminal, CommandLine commandLine, CancellationToken abort)
{
    private readonly Argument<string[]> files = new("file")
    {
        Description = "Scenario files, run one after the other.",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<bool> emulator = new("--emulator")
    {
        Description = "Run against a local PingOne that lives as long as the run. Same as --environment emulator.",
    };
    private readonly Option<string?> environment = new("--environment", "-e")
    {
        Description = "An environment file, or a built-in environment: emulator, or a PingOne region (na, ca, eu, au, sg, ap).",
        HelpName = "file or name",
    };
    private readonly Option<string[]> set = new("--set", "-s")
    {
        Description = "Give an input its value. May be repeated.",
        HelpName = "name=value",
    };
    private readonly Option<UndoPolicy> undo = new("--undo")
    {
        Description = "When to take back what the run made.",
        DefaultValueFactory = _ => UndoPolicy.Never,
        HelpName = "never|failure|always",
    };
    private readonly Option<string[]> allowOrigin = new("--allow-origin")
    {
        Description = "Let the run contact this origin too. May be repeated.",
        HelpName = "https://host",
    };
    private readonly Option<bool> verbose = new("--verbose", "-v")
    {
        Description = "Print each request as sent and each answer as received, secrets masked.",
    };
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "Print only what did not pass." };

    public Command Command
    {
        get
        {
            var command = new Command("run", "Run scenarios.") { files, emulator, environment, set, undo, allowOrigin, verbose, quiet };
            command.Validators.Add(result =>
            {
                if (result.GetValue(emulator) && result.GetValue(environment) is not null)
                    result.AddError("--emulator and --environment exclude each other: one of them says where the run goes.");
                if (result.GetValue(verbose) && result.GetValue(quiet))
                    result.AddError("--verbose and --quiet exclude each other.");
                foreach (var wrong in (result.GetValue(set) ?? []).Where(s => commandLine.Set(s) is null))
                    result.AddError($"--set needs name=value, this is \"{wrong}\".");
            });
            command.SetAction(RunAsync);
            return command;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var paths = parsed.GetValue(files)!;
        if (paths.Length > 1 && await FindInvalidAsync(paths, ct))
            return ExitCode.Invalid;
        await using var local = IsLocal(parsed) ? await EmulatorServer.StartAsync(new EmulatorSettings(), ct) : null;
        using var pipeline = new ScenarioPipeline(TimeProvider.System, RandomSource.System);
        var codes = new List<int>();
        foreach (var path in paths)
        {
            codes.Add(await RunAsync(parsed, path, local, pipeline, ct));
            if (ct.IsCancellationRequested)
                break;
        }
        return ExitCode.Gravest(codes);
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        string path,
        EmulatorServer? local,
        ScenarioPipeline pipeline,
        CancellationToken ct
    )
    {
        var isQuiet = parsed.GetValue(quiet);
        var display = new RunDisplay(terminal, isQuiet, parsed.GetValue(verbose), isEmulator: local is not null);
        var request = new PipelineRequest
        {
            Path = path,
            NamedAt = commandLine.SpanOf(path),
            Operator = terminal,
            Environment = parsed.GetValue(environment) is { } named && local is null ? commandLine.Written(named) : null,
            LocalPingOne = local is null ? null : ToLocal(local),
            Set = [.. (parsed.GetValue(set) ?? []).Select(commandLine.Set).OfType<WrittenText>()],
            AllowOrigins = [.. (parsed.GetValue(allowOrigin) ?? []).Select(commandLine.Written)],
            Undo = parsed.GetValue(undo),
            RecordAll = parsed.GetValue(verbose),
        };
        var result = await pipeline.RunAsync(request, display, abort, ct);
        Problems.Print(terminal, result.Diagnostics.Where(d => !isQuiet || d.Severity == Severity.Error));
        return result.Summary is null ? ExitCode.From(result.Diagnostics) : ExitCode.From(result.Summary);
    }

    private async Task<bool> FindInvalidAsync(string[] paths, CancellationToken ct)
    {
        var problems = new List<Diagnostic>();
        foreach (var path in paths)
            problems.AddRange(await ScenarioPipeline.ValidateAsync(path, commandLine.SpanOf(path), ct));
        if (!problems.Exists(p => p.Severity == Severity.Error))
            return false;
        Problems.Print(terminal, problems);
        return true;
    }

    private bool IsLocal(ParseResult parsed) => parsed.GetValue(emulator) || parsed.GetValue(environment) == "emulator";

    private static LocalPingOne ToLocal(EmulatorServer server) =>
        new(server.ApiPath, server.AuthPath, server.EnvironmentId, server.WorkerClientId, server.WorkerClientSecret);
}
