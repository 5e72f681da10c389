using System.Collections.Immutable;
using System.CommandLine;
using PingOneScenarios.Cli.Reports;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Leaks;
using PingOneScenarios.Engine.Reporting;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s report</c>: a stored JSON report becomes other reports.</summary>
internal sealed class ReportCommand(Terminal terminal)
{
    private readonly Argument<string> file = new("file")
    {
        Description = "A report that p1s run --report json=FILE wrote.",
        HelpName = "report.json",
    };
    private readonly ImmutableArray<(Reporter Reporter, Option<string?> Option)> kinds =
    [
        .. ReporterTable.Rows.Select(r =>
            (r, new Option<string?>("--" + r.Name) { Description = $"Write {r.Meaning}.", HelpName = "file" })
        ),
    ];

    public Command Command
    {
        get
        {
            var command = new Command("report", "Make other reports of a stored JSON report.") { file };
            foreach (var (_, option) in kinds)
                command.Add(option);
            command.Validators.Add(result =>
            {
                if (!kinds.Any(k => OperatorOptions.IsWritten(result, k.Option)))
                    result.AddError($"say what to make of it: {string.Join(", ", kinds.Select(k => k.Option.Name))}, each with a file");
            });
            command.SetAction((parsed, _) => Task.FromResult(Run(parsed)));
            return command;
        }
    }

    private int Run(ParseResult parsed)
    {
        var path = parsed.GetValue(file)!;
        ImmutableArray<WantedReport> wanted =
        [
            .. kinds
                .Select(k => (k.Reporter, Path: parsed.GetValue(k.Option)))
                .Where(k => k.Path is not null)
                .Select(k => new WantedReport(k.Reporter, k.Path!)),
        ];
        if ((ReportPlaces.Twice(wanted) ?? ReportPlaces.OverRead(wanted, [path])) is { } objection)
            return Refuse([objection]);
        var events = new List<RunEvent>();
        if (StoredReport.Read(terminal, path, events) is not { } tool)
            return ExitCode.Invalid;
        // What was stored holds no secret, and this process knows none.
        using var reports = new ReportSet(wanted, new ArtefactScan(new SecretScan()), tool);
        if (reports.Refusals.Any())
            return Refuse(reports.Refusals);
        foreach (var happened in events)
            reports.Observe(happened);
        var failures = reports.Complete();
        foreach (var failure in failures)
            terminal.Error.WriteLine($"p1s: {failure.Reason}");
        return failures.Count == 0 ? ExitCode.Passed : ExitCode.Broken;
    }

    private int Refuse(IEnumerable<string> reasons)
    {
        foreach (var reason in reasons)
            terminal.Error.WriteLine($"p1s: {reason}");
        return ExitCode.WrongUse;
    }
}
