using System.Reflection;
using System.Runtime.InteropServices;

namespace PingOneScenarios.Engine.Reporting;

/// <summary>What a report is written to, and what it says of its maker.</summary>
/// <param name="Text">Takes the report; lines end with <c>\n</c>.</param>
/// <param name="Tool">Who ran the scenarios.</param>
public sealed record ReportSink(TextWriter Text, ReportTool Tool)
{
    /// <summary>A place for text that is written now and copied into the report later, so that a long run need not be held in memory; empty and of its own at each call.</summary>
    public required Func<Stream> OpenSpool { get; init; }
}

/// <summary>Who ran the scenarios, and where.</summary>
/// <param name="Version">Of p1s.</param>
/// <param name="Runtime">Of .NET.</param>
/// <param name="System">The operating system and its processor.</param>
public sealed record ReportTool(string Version, string Runtime, string System)
{
    /// <summary>This process.</summary>
    public static ReportTool Own { get; } =
        new(
            typeof(ReportTool).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
                ?? "",
            RuntimeInformation.FrameworkDescription,
            $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}"
        );
}
