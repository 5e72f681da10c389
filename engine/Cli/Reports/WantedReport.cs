using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Reporting;

namespace PingOneScenarios.Cli.Reports;

/// <summary>A report the operator asked for.</summary>
/// <param name="Reporter">The kind.</param>
/// <param name="Path">Of the file, as it was written.</param>
internal sealed record WantedReport(Reporter Reporter, string Path)
{
    /// <summary>Whether what stands in the file stays, and the report goes behind it.</summary>
    public bool Appends { get; init; }

    public ReportWriting Writing =>
        Appends ? ReportWriting.Appended
        : Reporter.IsStreamed ? ReportWriting.AsItHappens
        : ReportWriting.Whole;

    /// <summary>Whether nobody asked for it: that it cannot be written is said, and has no bearing on the exit code.</summary>
    public bool IsAutomatic { get; init; }
}
