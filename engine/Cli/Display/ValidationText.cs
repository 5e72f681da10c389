using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli.Display;

/// <summary>What <c>validate</c> found, for people.</summary>
/// <param name="terminal">Where it goes.</param>
/// <param name="always">The files that get their line even when nothing was found in them.</param>
/// <param name="isStrict">Whether warnings count.</param>
internal sealed class ValidationText(Terminal terminal, IEnumerable<string> always, bool isStrict)
{
    private readonly HashSet<string> always = [.. always];
    private readonly HashSet<Diagnostic> said = [];

    /// <param name="files">In the order they are printed.</param>
    /// <param name="isOne">Whether the user named a single file; it has no summary.</param>
    public void Write(IReadOnlyList<CheckedFile> files, bool isOne)
    {
        foreach (var file in files.Where(f => !f.Diagnostics.IsEmpty || always.Contains(f.Path)))
        {
            // What is wrong with a file that several include is said once.
            Problems.Print(terminal, file.Diagnostics.Where(said.Add));
            terminal.Output.WriteLine(SafeText.Line($"{file.Path}: {Verdict(file)}"));
        }
        if (!isOne)
            terminal.Output.WriteLine(Summary(files));
    }

    private string Verdict(CheckedFile file)
    {
        var (errors, warnings) = (CountOf(file, Severity.Error), isStrict ? CountOf(file, Severity.Warning) : 0);
        return (errors, warnings) switch
        {
            (0, 0) => "valid",
            (_, 0) => Number(errors, "error"),
            (0, _) => Number(warnings, "warning"),
            _ => $"{Number(errors, "error")}, {Number(warnings, "warning")}",
        };
    }

    private string Summary(IReadOnlyList<CheckedFile> files)
    {
        var wrong = files.Count(f => Verdict(f) != "valid");
        var warnings = said.Count(d => d.Severity == Severity.Warning);
        var notes = said.Count(d => d.Severity == Severity.Note);
        return $"{Number(files.Count, "file")}, {files.Count - wrong} valid, {wrong} with errors"
            + (warnings > 0 ? $"; {Number(warnings, "warning")}" : "")
            + (notes > 0 ? $"; {Number(notes, "note")}" : "");
    }

    private static int CountOf(CheckedFile file, Severity severity) => file.Diagnostics.Count(d => d.Severity == severity);

    private static string Number(int count, string word) => $"{count} {word}{(count == 1 ? "" : "s")}";
}
