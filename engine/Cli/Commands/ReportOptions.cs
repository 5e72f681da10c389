using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using PingOneScenarios.Cli.Reports;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Reporting;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>--report kind=FILE</c>, as often as one likes.</summary>
internal sealed class ReportOptions
{
    private static readonly string Names = string.Join(", ", ReporterTable.Rows.Select(r => r.Name));

    private readonly Option<string[]> report = new("--report", "-r")
    {
        Description = $"Write a report. May be repeated. Kinds: {Names}.",
        HelpName = "kind=file",
    };

    public void AddTo(Command command)
    {
        command.Add(report);
        report.Validators.Add(FindWrong);
        report.CompletionSources.Add([.. ReporterTable.Rows.Select(r => r.Name + "=")]);
    }

    /// <summary>What was asked for, in its order.</summary>
    public ImmutableArray<WantedReport> Of(ParseResult parsed) => [.. (parsed.GetValue(report) ?? []).Select(Read).OfType<WantedReport>()];

    private static WantedReport? Read(string written)
    {
        var equals = written.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && equals < written.Length - 1 && ReporterTable.Find(written[..equals]) is { } reporter
            ? new WantedReport(reporter, written[(equals + 1)..])
            : null;
    }

    private static void FindWrong(OptionResult result)
    {
        var written = result.Tokens.Select(t => t.Value).ToList();
        foreach (var wrong in written.Where(w => Read(w) is null))
            result.AddError(Objection(wrong));
        if (ReportPlaces.Twice(written.Select(Read).OfType<WantedReport>()) is { } twice)
            result.AddError(twice);
    }

    private static string Objection(string written)
    {
        var kind = written.Split('=')[0];
        if (ReporterTable.Find(kind) is not null)
            return $"--report takes kind=file, for example --report {kind}=report.{kind}";
        var near = Suggestion.For(kind, ReporterTable.Rows.Select(r => r.Name));
        return $"there is no kind of report \"{kind}\"; " + (near is null ? $"there are {Names}" : $"did you mean {near}?");
    }
}
