using System.Globalization;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Reporting.Json;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reporting;

/// <summary>Why an attempt does not count, a line for each thing that went wrong.</summary>
internal static class EarlierText
{
    /// <summary><c>attempt 1 failed at "Create a user": the status is 500 instead of 201</c>.</summary>
    public static string Of(int attempt, StepFinished step) =>
        $"{AttemptOf(attempt)} {Words.Of(step.Outcome)} at \"{StepNames.Of(step.Step)}\"{(step.Problems is [var first, ..] ? $": {first.What}" : "")}";

    /// <summary>What was wrong with the run as a whole.</summary>
    public static string Of(int attempt, MaskedDiagnostic problem) => $"{AttemptOf(attempt)} as a whole: {problem.What}";

    private static string AttemptOf(int attempt) => string.Create(CultureInfo.InvariantCulture, $"attempt {attempt}");
}
