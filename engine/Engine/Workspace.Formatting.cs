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
        // A secret that is written into an environment file must not be printed.
        var document = SecretHiding.Hide(documents.Parse(Plain(source), full));
        if (file.WasFound && document.Kind == DocumentKind.Other)
            return null;
        if (Format(source, document, problems) is not var (formatted, result))
            return new FormattedFile(path, null, problems.All);
        if (result == source.Text)
            return new FormattedFile(path, null, problems.All) { Text = result };
        if (write && file.Piped is null && await WrittenFiles.WriteAsync(path, result, mayReplace: true, file.NamedAt, ct) is { } failure)
            return new FormattedFile(path, null, [.. problems.All, failure]);
        return new FormattedFile(path, FirstDifference.Of(document.Source, SecretHiding.Hide(formatted).Source), problems.All)
        {
            Text = result,
        };
    }

    /// <summary>A text in its usual form; null when it is left alone, which the problems of the file tell already or `fmt` would say.</summary>
    internal string? Format(SourceText source, string full) =>
        Format(source, NewReading(TextsOf([])).Documents.Parse(Plain(source), full), new DiagnosticBag())?.Result;

    // As it was read again, and as it is written: with the line ends it had. Null after having said why it is left alone.
    private static (Document Formatted, string Result)? Format(SourceText source, Document document, DiagnosticBag problems)
    {
        if (Formatter.Format(document, problems) is not { } formatted)
            return null;
        var result = IsWindows(source) ? formatted.Source.Text.Replace("\n", "\r\n", StringComparison.Ordinal) : formatted.Source.Text;
        return result == source.Text || KeepsItsLineEnds(source, result, document.FullPath, problems) ? (formatted, result) : null;
    }

    private static bool IsWindows(SourceText source) => source.Text.Contains("\r\n", StringComparison.Ordinal);

    private static SourceText Plain(SourceText source) =>
        IsWindows(source) ? new SourceText(source.Path, source.Text.Replace("\r\n", "\n", StringComparison.Ordinal)) : source;

    // What is formatted has its line ends made alike; what YAML itself takes for line ends in the file as it is must still be there.
    private static bool KeepsItsLineEnds(SourceText source, string result, string full, DiagnosticBag problems)
    {
        if (!IsWindows(source) || Formatter.IsSame(source, new SourceText(source.Path, result), full))
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
