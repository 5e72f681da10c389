using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli.Display;

/// <summary>Diagnostics on standard error.</summary>
internal static class Problems
{
    public static void Print(Terminal terminal, IEnumerable<Diagnostic> problems)
    {
        foreach (var problem in problems)
            terminal.Error.WriteLine(SafeText.Lines(DiagnosticText.Render(problem, terminal.LongestSourceLine)) + "\n");
    }
}
