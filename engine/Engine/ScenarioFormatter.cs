using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Formatting;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine;

/// <summary>Brings files into their usual form.</summary>
public static class ScenarioFormatter
{
    /// <summary>Formats a file; null for one that was found in a folder and is neither a scenario nor an environment file.</summary>
    /// <param name="file">Which one.</param>
    /// <param name="write">Whether the file is replaced; false only says what would change.</param>
    /// <param name="ct">Ends the formatting.</param>
    public static async Task<FormattedFile?> FormatAsync(NamedFile file, bool write, CancellationToken ct)
    {
        var problems = new DiagnosticBag();
        var path = file.Path;
        if (await ScenarioFiles.ReadAsync(PackPaths.Canonical(path), path, file.NamedAt, problems, ct) is not { } source)
            return new FormattedFile(path, null, problems.All);
        // A secret that is written into an environment file must not be printed.
        var text = SecretHiding.Hide(new SourceText(path, source.Text.Replace("\r\n", "\n", StringComparison.Ordinal)));
        if (file.WasFound && DocumentKinds.Of(text, YamlReader.Read(text, new DiagnosticBag())) == DocumentKind.Other)
            return null;
        if (Formatter.Format(text, problems) is not { } formatted)
            return new FormattedFile(path, null, problems.All);
        var isWindows = source.Text.Contains("\r\n", StringComparison.Ordinal);
        var result = isWindows ? formatted.Replace("\n", "\r\n", StringComparison.Ordinal) : formatted;
        if (result == source.Text)
            return new FormattedFile(path, null, problems.All);
        if (write && await WrittenFiles.WriteAsync(path, result, mayReplace: true, file.NamedAt, ct) is { } failure)
            return new FormattedFile(path, null, [.. problems.All, failure]);
        return new FormattedFile(path, FirstDifference.Of(text, SecretHiding.Hide(new SourceText(path, formatted))), problems.All);
    }
}

/// <summary>A file that was formatted, or left as it was.</summary>
/// <param name="Path">As the user knows it.</param>
/// <param name="Difference">The first lines that change, as <c>diff -u</c> shows them; null when nothing changes.</param>
/// <param name="Diagnostics">Why it was left alone; empty when it was not.</param>
public sealed record FormattedFile(string Path, string? Difference, ImmutableArray<Diagnostic> Diagnostics);
