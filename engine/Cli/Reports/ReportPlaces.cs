using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.Reports;

/// <summary>Where reports may not go, whatever path or link leads there.</summary>
internal static class ReportPlaces
{
    /// <summary>Two reports at one file; null when there are none.</summary>
    public static string? Twice(IEnumerable<WantedReport> wanted) =>
        wanted.GroupBy(w => ScenarioReports.PlaceOf(w.Path)).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? $"two reports cannot be written to one file: {string.Join(", ", twice.Select(w => SafeText.Line(w.Path)).Distinct())}"
            : null;

    /// <summary>A report over a file that is read; null when there is none.</summary>
    /// <param name="wanted">The reports.</param>
    /// <param name="read">The files.</param>
    public static string? OverRead(IEnumerable<WantedReport> wanted, IEnumerable<string> read)
    {
        var places = read.Select(ScenarioReports.PlaceOf).ToHashSet(StringComparer.Ordinal);
        return wanted.FirstOrDefault(w => places.Contains(ScenarioReports.PlaceOf(w.Path))) is { } over
            ? $"the report {over.Reporter.Name}={SafeText.Line(over.Path)} would be written over a file that is read; name another one"
            : null;
    }
}
