using System.Globalization;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Engine.Reporting;

/// <summary>What reports call a step, on one line.</summary>
internal static class StepNames
{
    /// <summary>The title, with the part of the run where it is not the steps, the turn of a loop, and what an included step is for.</summary>
    public static string Of(ShownPlace step)
    {
        var phase = step.Phase == Phase.Steps ? "" : $"{Words.Of(step.Phase)}: ";
        var turn = step.Turns == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" [{step.Turn}/{step.Turns}]");
        return PlainText.Line(phase + step.Title + turn + (step.For.Length == 0 ? "" : $" (for {step.For})"));
    }

    /// <summary>Which attempts were followed by another, and why, a line each.</summary>
    public static IEnumerable<string> Retries(StepLog step) =>
        step.Retries.Select(r =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"attempt {r.Attempt}: {(r.Status is { } status ? $"{status}, " : "")}{r.Reason}, again after {r.Pause.TotalSeconds:0.###} s"
            )
        );
}
