using System.Collections.Immutable;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Reporting;

namespace PingOneScenarios.Cli.Reports;

/// <summary>What is done of itself in a job of GitHub Actions: the step summary, and annotations on standard output.</summary>
internal static class GitHubActions
{
    /// <summary>Whether this is such a job.</summary>
    public static bool IsHere(Terminal terminal) => terminal.Variable("GITHUB_ACTIONS") == "true";

    /// <summary>The reports that were asked for, and the step summary where there is one; not twice when it was asked for too.</summary>
    public static ImmutableArray<WantedReport> WithSummary(Terminal terminal, ImmutableArray<WantedReport> asked)
    {
        var path = terminal.Variable("GITHUB_STEP_SUMMARY");
        return string.IsNullOrEmpty(path) || asked.Any(r => ScenarioReports.PlaceOf(r.Path) == ScenarioReports.PlaceOf(path))
            ? asked
            : asked.Add(new WantedReport(ReporterTable.Find("markdown")!, path) { Appends = true, IsAutomatic = true });
    }

    /// <summary>A workflow command that marks the place of a problem, a line.</summary>
    /// <param name="terminal">Tells where the repository lies.</param>
    /// <param name="problem">With its file.</param>
    /// <param name="title">What stands above the message.</param>
    public static string Annotation(Terminal terminal, FileProblem problem, string title)
    {
        var (line, column) = problem.Start;
        var word = problem.Severity == "note" ? "notice" : problem.Severity;
        var path = InRepository(terminal, problem.Path);
        return FormattableString.Invariant(
            $"::{word} file={Property(path)},line={line},col={column},title={Property(title)}::{Message(FileProblem.MessageOf(problem.Diagnostic))}"
        );
    }

    /// <summary>A workflow command that says something of no place, a line.</summary>
    public static string Notice(string title, string message) => $"::notice title={Property(title)}::{Message(message)}";

    // A path is looked for from the root of the repository, wherever the command was run.
    private static string InRepository(Terminal terminal, string path)
    {
        if (terminal.Variable("GITHUB_WORKSPACE") is not { Length: > 0 } root)
            return path;
        var within = Path.GetRelativePath(root, Path.GetFullPath(path)).Replace('\\', '/');
        return within.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(within) ? path : within;
    }

    private static string Message(string text) =>
        PlainText
            .Lines(text.Replace("\r\n", "\n", StringComparison.Ordinal))
            .Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Message(PlainText.Line(text)).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
