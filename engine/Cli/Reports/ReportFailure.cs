namespace PingOneScenarios.Cli.Reports;

/// <summary>A report that could not be written.</summary>
/// <param name="Reason">A line for people.</param>
/// <param name="Counts">Whether it makes the exit code 4: somebody asked for it.</param>
internal readonly record struct ReportFailure(string Reason, bool Counts);
