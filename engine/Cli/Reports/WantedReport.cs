using PingOneScenarios.Engine.Reporting;

namespace PingOneScenarios.Cli.Reports;

/// <summary>A report the operator asked for.</summary>
/// <param name="Reporter">The kind.</param>
/// <param name="Path">Of the file, as it was written.</param>
internal sealed record WantedReport(Reporter Reporter, string Path)
{
    /// <summary>Whether what stands in the file stays, and the report goes behind it.</summary>
    public bool Appends { get; init; }
}
