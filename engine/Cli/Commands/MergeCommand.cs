using System.Collections.Immutable;
using System.CommandLine;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Load;
using PingOneScenarios.Cli.Merging;
using PingOneScenarios.Cli.Reports;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Leaks;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s merge</c>: the reports of parts become those of the whole.</summary>
internal sealed class MergeCommand(Terminal terminal, CommandLine commandLine)
{
    private readonly Argument<string[]> files = new("report")
    {
        Description = "The reports of all parts, as p1s run --shard k/n --report json=FILE wrote them.",
        HelpName = "report.json",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly ReportOptions reports = new();
    private readonly LimitOptions limits = new(commandLine);

    public Command Command
    {
        get
        {
            var command = new Command("merge", "Put the JSON reports of several runs together, such as those of shards.") { files };
            reports.AddTo(command);
            limits.AddTo(command);
            files.Validators.Add(WrongUse.RefuseOptions);
            command.SetAction((parsed, _) => Task.FromResult(Run(parsed)));
            return command;
        }
    }

    private int Run(ParseResult parsed)
    {
        var paths = parsed.GetValue(files)!;
        var wanted = reports.Of(parsed);
        if ((Twice(paths) ?? ReportPlaces.OverRead(wanted, paths)) is { } objection)
            return Refuse(objection);
        var stored = ImmutableArray.CreateBuilder<ReportContent>();
        foreach (var path in paths)
        {
            if (StoredReport.Open(terminal, path) is { } runs)
                stored.Add(runs);
        }
        using var merged = new MergedReports(stored.ToImmutable()) { Limits = limits.Of(parsed) };
        if (stored.Count != paths.Length)
            return ExitCode.Invalid;
        try
        {
            return Run(merged, GitHubActions.WithSummary(terminal, wanted));
        }
        catch (FormatException)
        {
            terminal.Error.WriteLine(
                "p1s: the loads cannot be added up: the times in one of the reports are none this p1s reads; write that report anew"
            );
            return ExitCode.Invalid;
        }
    }

    private int Run(MergedReports merged, ImmutableArray<WantedReport> wanted)
    {
        var tally = new MergedTally();
        merged.Tell(tally.Add);
        // What was stored holds no secret, and this process knows none.
        using var set = new ReportSet(wanted, new ArtefactScan(new SecretScan()), merged.Tool);
        if (set.Refusals.FirstOrDefault() is { } refusal)
            return Refuse(refusal);
        merged.Tell(set.Observe);
        var failures = set.Complete();
        tally.Print(terminal);
        PrintLoad(tally);
        foreach (var failure in failures)
            terminal.Error.WriteLine($"p1s: {failure.Reason}");
        var isWhole = Tell(merged);
        return failures.Any(f => f.Counts) || !isWhole ? ExitCode.Gravest([tally.Code, ExitCode.Broken]) : tally.Code;
    }

    private void PrintLoad(MergedTally tally)
    {
        if (tally.Load is not { } load)
            return;
        using var screen = new Screen(terminal);
        foreach (var (text, style) in new LoadText(terminal).Lines(load))
            screen.WriteLine(text, style);
        screen.Flush();
    }

    // Of a part whose report is missing nobody knows whether it passed.
    private bool Tell(MergedReports merged)
    {
        if (merged.Doubled is { IsEmpty: false } doubled)
            terminal.Error.WriteLine($"p1s: several reports are of shard {Wording.And(doubled)}: its runs are counted more than once");
        if (merged.Missing is not { IsEmpty: false } missing)
            return true;
        terminal.Error.WriteLine(
            $"p1s: no report is of shard {Wording.And(missing)}: what was to be run there is not known to have passed; add its report, or run it again"
        );
        return false;
    }

    private static string? Twice(string[] paths) =>
        paths.GroupBy(ScenarioReports.PlaceOf).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? $"one report is named twice: {string.Join(", ", twice)}"
            : null;

    private int Refuse(string reason)
    {
        terminal.Error.WriteLine(SafeText.Line($"p1s: {reason}"));
        return ExitCode.WrongUse;
    }
}
