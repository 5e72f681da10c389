using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Formatting;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine;

/// <content>Files are brought into their usual form.</content>
public sealed partial class Workspace
{
    /// <summary>Formats a file; null for one that was found in a folder and is neither a scenario nor an environment file.</summary>
    /// <param name="file">Which one.</param>
    /// <param name="write">Whether the file is replaced; false only says what would change.</param>
    /// <param name="ct">Ends the formatting.</param>
    internal async Task<FormattedFile?> FormatAsync(NamedFile file, bool write, CancellationToken ct)
    {
        var problems = new DiagnosticBag();
        var (path, full) = (file.Path, PackPaths.Canonical(file.Path));
        var documents = NewReading(TextsOf([file])).Documents;
        if (await documents.ReadTextAsync(full, path, file.NamedAt, problems, ct) is not { } source)
            return new FormattedFile(path, null, problems.All);
        var isWindows = source.Text.Contains("\r\n", StringComparison.Ordinal);
        var plain = isWindows ? new SourceText(path, source.Text.Replace("\r\n", "\n", StringComparison.Ordinal)) : source;
        // A secret that is written into an environment file must not be printed.
        var document = SecretHiding.Hide(documents.Parse(plain, full));
        if (file.WasFound && document.Kind == DocumentKind.Other)
            return null;
        if (Formatter.Format(document, problems) is not { } formatted)
            return new FormattedFile(path, null, problems.All);
        var text = formatted.Source.Text;
        var result = isWindows ? text.Replace("\n", "\r\n", StringComparison.Ordinal) : text;
        if (result == source.Text)
            return new FormattedFile(path, null, problems.All) { Text = result };
        if (!KeepsItsLineEnds(source, result, full, problems))
            return new FormattedFile(path, null, problems.All);
        if (write && file.Piped is null && await WrittenFiles.WriteAsync(path, result, mayReplace: true, file.NamedAt, ct) is { } failure)
            return new FormattedFile(path, null, [.. problems.All, failure]);
        return new FormattedFile(path, FirstDifference.Of(document.Source, SecretHiding.Hide(formatted).Source), problems.All)
        {
            Text = result,
        };
    }

    /// <summary>A text in its usual form; null when it is left alone, which the problems of the file tell already or `fmt` would say.</summary>
    internal string? Format(SourceText source, string full)
    {
        var isWindows = source.Text.Contains("\r\n", StringComparison.Ordinal);
        var plain = isWindows ? new SourceText(source.Path, source.Text.Replace("\r\n", "\n", StringComparison.Ordinal)) : source;
        var problems = new DiagnosticBag();
        if (Formatter.Format(NewReading(TextsOf([])).Documents.Parse(plain, full), problems) is not { } formatted)
            return null;
        var text = formatted.Source.Text;
        var result = isWindows ? text.Replace("\n", "\r\n", StringComparison.Ordinal) : text;
        return result == source.Text || KeepsItsLineEnds(source, result, full, problems) ? result : null;
    }

    // What is formatted has its line ends made alike; what YAML itself takes for line ends in the file as it is must still be there.
    private static bool KeepsItsLineEnds(SourceText source, string result, string full, DiagnosticBag problems)
    {
        var isWindows = source.Text.Contains("\r\n", StringComparison.Ordinal);
        if (!isWindows || Formatter.IsSame(source, new SourceText(source.Path, result), full))
            return true;
        Formatter.RefuseChange(source, problems);
        return false;
    }
}

/// <summary>A file that was formatted, or left as it was.</summary>
/// <param name="Path">As the user knows it.</param>
/// <param name="Difference">The first lines that change, as <c>diff -u</c> shows them; null when nothing changes.</param>
/// <param name="Diagnostics">Why it was left alone; empty when it was not.</param>
internal sealed record FormattedFile(string Path, string? Difference, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>The whole text in its usual form; null when it was left alone.</summary>
    public string? Text { get; init; }
}
