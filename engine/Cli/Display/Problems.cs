using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli.Display;

/// <summary>Diagnostics on standard error.</summary>
internal static class Problems
{
    /// <summary>
    /// Errors in full; of warnings only how many there are, because they are for those who write a scenario. What an error stands beside is shown.
    /// </summary>
    public static void PrintBeforeRun(Terminal terminal, IReadOnlyList<Diagnostic> problems, bool isQuiet)
    {
        Print(terminal, problems.Where(d => d.Severity == Severity.Error));
        var warnings = problems.Count(d => d.Severity == Severity.Warning);
        if (warnings > 0 && !isQuiet && problems.All(d => d.Severity != Severity.Error))
            terminal.Error.WriteLine(
                $"{(warnings == 1 ? "1 warning" : $"{warnings} warnings")}; p1s validate shows {(warnings == 1 ? "it" : "them")}\n"
            );
    }

    public static void Print(Terminal terminal, IEnumerable<Diagnostic> problems)
    {
        foreach (var problem in problems)
            terminal.Error.WriteLine(SafeText.Lines(DiagnosticText.Render(problem, terminal.LongestSourceLine)) + "\n");
    }
}
