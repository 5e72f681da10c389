using System.CommandLine;
using System.CommandLine.Parsing;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Reports;
using PingOneScenarios.Cli.Undoing;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s undo</c>: what a run left behind is taken back later.</summary>
internal sealed class UndoCommand(Terminal terminal, CommandLine commandLine, Workspace workspace, CancellationToken abort)
{
    private readonly Argument<string> file = new("run")
    {
        Description = "A report that p1s run --report json=FILE wrote.",
        HelpName = "report.json",
    };
    private readonly WatchedRunOptions options = new(terminal, commandLine);
    private readonly Option<string?> run = new("--run")
    {
        Description = "Which run of the report, where several left something.",
        HelpName = "id",
    };
    private readonly Option<bool> yes = new("--yes", "-y") { Description = "Take it back without asking." };
    private readonly Option<bool> acceptChanges = new("--accept-changes")
    {
        Description = "Take the undo requests from the files as they are now, though they have changed since the run.",
    };

    public Command Command
    {
        get
        {
            var command = new Command("undo", "Take back what a run left behind.") { file };
            options.AddGifts(command);
            command.Add(run);
            command.Add(yes);
            command.Add(acceptChanges);
            options.AddDisplay(command);
            options.AddReports(command);
            file.Validators.Add(WrongUse.RefuseOptions);
            command.Validators.Add(RefuseEmulator);
            command.SetAction(RunAsync);
            return command;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var (source, code) = Find(parsed);
        if (source is null)
            return code;
        var prepared = source.TakeBack(await BindAsync(source, parsed, ct));
        var consent = new UndoConsent(terminal, commandLine, source) { IsGiven = parsed.GetValue(yes), IsQuiet = options.IsQuiet(parsed) };
        var once = new RunOnce(terminal, options, workspace, abort) { Consent = consent, Read = source.File };
        return await once.RunAsync(parsed, [prepared], ct);
    }

    // The one place that tells what an argument names.
    private (IUndoSource? Source, int Code) Find(ParseResult parsed)
    {
        var path = parsed.GetValue(file)!;
        var events = new List<RunEvent>();
        if (StoredReport.Read(terminal, path, events) is null)
            return (null, ExitCode.Invalid);
        var choice = ReportChoice.Of(path, events, parsed.GetValue(run));
        if (choice.Run is { } told)
            return (new ReportUndo(path, told, parsed.GetValue(acceptChanges)), ExitCode.Passed);
        (choice.Code == ExitCode.Passed ? terminal.Output : terminal.Error).WriteLine(SafeText.Line(choice.Reason));
        return (null, choice.Code);
    }

    private async Task<PreparedRun> BindAsync(IUndoSource source, ParseResult parsed, CancellationToken ct)
    {
        // What a report calls a file is a file, never a pipe.
        var named = new NamedFile(source.Scenario, new SourceText(source.File ?? source.Name, "").Beginning, WasFound: false);
        var loaded = await workspace.LoadAsync([named], ct);
        return await loaded[0].BindAsync(options.Settings(parsed, null), ct);
    }

    private void RefuseEmulator(CommandResult result)
    {
        if (options.IsLocal(result))
            result.AddError("a local PingOne is gone with its run, and all that was made there; name the environment the run was for");
    }
}
