using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using PingOneScenarios.Cli.Reports;
using PingOneScenarios.Cli.Telemetry;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.Commands;

/// <summary>What is given to a run, how it is shown and what is written of it: the same for every command that sends what a scenario says.</summary>
internal sealed class WatchedRunOptions(Terminal terminal, CommandLine commandLine, bool mayRepeatEnvironment = false)
{
    private readonly OperatorOptions operatorOptions = new(terminal, commandLine, mayRepeatEnvironment);
    private readonly Option<bool> verbose = new("--verbose", "-v")
    {
        Description = "Print each request as sent and each answer as received, secrets masked.",
    };
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "Print only what did not pass." };
    private readonly ReportOptions reports = new();
    private readonly TelemetryOption telemetry = new(terminal);

    public void AddGifts(Command command) => operatorOptions.AddTo(command);

    public void AddDisplay(Command command)
    {
        command.Add(verbose);
        command.Add(quiet);
    }

    public void AddReports(Command command)
    {
        reports.AddTo(command);
        telemetry.AddTo(command);
        command.Validators.Add(FindConflicts);
    }

    public bool IsQuiet(ParseResult parsed) => parsed.GetValue(quiet);

    public bool IsVerbose(ParseResult parsed) => parsed.GetValue(verbose);

    /// <summary>Whether all runs go to a local PingOne, which is gone afterwards with what they leave.</summary>
    public bool IsLocal(ParseResult parsed) => operatorOptions.IsLocal(parsed);

    /// <inheritdoc cref="OperatorOptions.IsRemote"/>
    public bool IsRemote(ParseResult parsed) => operatorOptions.IsRemote(parsed);

    /// <inheritdoc cref="OperatorOptions.NeedsLocal"/>
    public bool NeedsLocal(CommandResult result) => operatorOptions.NeedsLocal(result);

    /// <inheritdoc cref="OperatorOptions.EnvironmentsOf(ParseResult)"/>
    public ImmutableArray<string?> EnvironmentsOf(ParseResult parsed) => operatorOptions.EnvironmentsOf(parsed);

    public ImmutableArray<WantedReport> ReportsOf(ParseResult parsed) => GitHubActions.WithSummary(terminal, reports.Of(parsed));

    /// <summary>Where the runs are exported to; null for nowhere.</summary>
    public OtlpSettings? ExportOf(ParseResult parsed) => telemetry.Read(parsed);

    /// <inheritdoc cref="OperatorOptions.ForgetFiles"/>
    public void ForgetFiles() => operatorOptions.ForgetFiles();

    /// <inheritdoc cref="OperatorOptions.Settings"/>
    public RunSettings Settings(ParseResult parsed, LocalPingOne? local) => Recorded(parsed, operatorOptions.Settings(parsed, local));

    /// <inheritdoc cref="OperatorOptions.SettingsFor"/>
    public RunSettings SettingsFor(ParseResult parsed, LocalPingOne? local, string? environment) =>
        Recorded(parsed, operatorOptions.SettingsFor(parsed, local, environment));

    private RunSettings Recorded(ParseResult parsed, RunSettings settings) =>
        settings with
        {
            Trace = ExportOf(parsed)?.Trace,
            RecordAll = parsed.GetValue(verbose) || !ReportsOf(parsed).IsEmpty || EnvironmentsOf(parsed).Length > 1,
        };

    private void FindConflicts(CommandResult result)
    {
        if (OperatorOptions.IsWritten(result, verbose) && OperatorOptions.IsWritten(result, quiet))
            result.AddError("--verbose and --quiet exclude each other");
    }
}
