using System.CommandLine;
using PingOneScenarios.Cli.Reports;
using PingOneScenarios.Engine.Batch;

namespace PingOneScenarios.Cli.Selecting;

/// <summary><c>--last-failed</c>, whose value stands behind an equals sign or is the journal: what follows it is a file to run.</summary>
internal sealed class LastFailedOption
{
    private const string Name = "--last-failed";

    /// <summary>Stands for the journal; a report of that name is written <c>./journal</c>.</summary>
    private const string Journal = "journal";

    private readonly Option<string?> report = new(Name)
    {
        Description =
            "Run only what did not pass the last time, by the journal; or in the runs of a JSON report: --last-failed=report.json.",
        HelpName = "=report.json",
    };

    public void AddTo(Command command) => command.Add(report);

    /// <summary>The JSON report that is named; null when none is.</summary>
    public string? ReportOf(ParseResult parsed) => parsed.GetValue(report) is { } named and not Journal ? named : null;

    /// <summary>Whether the journal is to say what did not pass.</summary>
    public bool AsksJournal(ParseResult parsed) => parsed.GetValue(report) == Journal;

    /// <summary>What did not pass there; null after having said why it cannot be read.</summary>
    /// <param name="terminal">Takes what is wrong.</param>
    /// <param name="path">Of the report.</param>
    public static FailedBefore? Read(Terminal terminal, string path)
    {
        using var runs = StoredReport.Open(terminal, path);
        if (runs is null)
            return null;
        var failed = new FailedBefore();
        runs.Tell(failed.Add);
        return failed;
    }

    /// <summary>The arguments with the value that stands for itself written out.</summary>
    public static string[] Completed(string[] arguments)
    {
        var end = Array.IndexOf(arguments, "--");
        return [.. arguments.Select((a, i) => a == Name && (end < 0 || i < end) ? $"{Name}={Journal}" : a)];
    }
}
