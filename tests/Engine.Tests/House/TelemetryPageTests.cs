using System.Text.RegularExpressions;

namespace PingOneScenarios.Engine.Tests.House;

/// <summary>engine/telemetry.md names what is exported and what is read: no more, no less.</summary>
public sealed partial class TelemetryPageTests
{
    private static readonly string[] Rows =
    [
        .. File.ReadLines(RepositoryRoot.PathOf("engine", "telemetry.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|')[1]),
    ];

    [Fact]
    public void Every_attribute_and_metric_has_its_row() =>
        Assert.Equal(
            InSource(
                Attribute(),
                "Engine/Execution/Tracing/HopSpan.cs",
                "Engine/Execution/Tracing/RunMoments.cs",
                "Engine/Execution/Tracing/RunTracing.cs",
                "Engine/Execution/Tracing/StepTelling.cs",
                "Engine/Execution/Tracing/RunMeter.cs"
            ),
            InRows(name => !name.StartsWith("OTEL_", StringComparison.Ordinal) && name.Contains('.', StringComparison.Ordinal))
        );

    [Fact]
    public void Every_variable_that_is_read_by_its_name_has_its_row() =>
        Assert.Empty(
            InSource(Variable(), "Cli/Telemetry/OtlpVariables.cs", "Cli/Telemetry/OtlpSettings.cs")
                .Except(InRows(name => !name.Contains('.', StringComparison.Ordinal)))
        );

    private static IEnumerable<string> InRows(Func<string, bool> isMeant) =>
        Rows.SelectMany(row => Quoted().Matches(row))
            .Select(m => m.Groups[1].Value)
            .Where(isMeant)
            .Distinct()
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> InSource(Regex names, params string[] files) =>
        files
            .SelectMany(file => names.Matches(File.ReadAllText(RepositoryRoot.PathOf(["engine", .. file.Split('/')]))))
            .Select(m => m.Groups[1].Value)
            .Distinct()
            .Order(StringComparer.Ordinal);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("\"((?:http|url|server|network|error|p1s)\\.[a-z0-9_.]+)\"")]
    private static partial Regex Attribute();

    [GeneratedRegex("\"((?:OTEL_|TRACE)[A-Z_]+[A-Z])\"")]
    private static partial Regex Variable();
}
