using PingOneScenarios.Cli.Display.Plans;
using PingOneScenarios.Engine.Diagnostics;
using Spectre.Console;

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
            terminal.Error.WriteLine(TextOf(terminal, problem) + "\n");
    }

    /// <summary>The lines of a problem, its message and the carets made to stand out.</summary>
    public static IEnumerable<(string Text, Style Style)> LinesOf(Terminal terminal, Diagnostic problem)
    {
        var isMessage = true;
        foreach (var line in TextOf(terminal, problem).Split('\n'))
        {
            // Below the message everything is indented, the gutter of the source too.
            isMessage &= !line.StartsWith("   ", StringComparison.Ordinal);
            yield return (
                line,
                isMessage ? Styles.Bold
                : line.EndsWith('^') ? Styles.Bad
                : Styles.Plain
            );
        }
    }

    /// <summary>A problem as text that is safe for a terminal; on a live one its sentences are broken between words.</summary>
    public static string TextOf(Terminal terminal, Diagnostic problem)
    {
        var text = DiagnosticText.Render(FlagWords.In(problem), terminal.LongestSourceLine);
        return terminal.IsLive ? string.Join('\n', FittedText.Lines(text, terminal.Width - 1)) : SafeText.Lines(text);
    }
}
