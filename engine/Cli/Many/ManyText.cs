using System.Globalization;

namespace PingOneScenarios.Cli.Many;

/// <summary>What is said before many runs.</summary>
internal static class ManyText
{
    /// <summary>How many run at a time, and why; null for a single one.</summary>
    /// <param name="runs">How many there are.</param>
    /// <param name="noun">What is counted.</param>
    /// <param name="parallel">How many at a time.</param>
    /// <param name="isGiven">Whether somebody said so.</param>
    public static string? FirstLine(int runs, string noun, int parallel, bool isGiven)
    {
        if (runs < 2)
            return null;
        var all = string.Create(CultureInfo.InvariantCulture, $"{runs:#,0} {noun}");
        if (parallel == 1)
            return $"{all}, one after the other{(isGiven ? "" : "; --parallel N runs N at a time")}";
        var some = string.Create(CultureInfo.InvariantCulture, $"{all}, {parallel:#,0} at a time");
        return some + (isGiven ? "" : ", as many as there are processors; --parallel N changes it");
    }
}
