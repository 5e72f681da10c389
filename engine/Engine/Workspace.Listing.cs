using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine;

/// <content>The scenarios there are.</content>
public sealed partial class Workspace
{
    /// <summary>The YAML files a user means by a path: those in a folder and below it, in ordinal order, else the path itself.</summary>
    /// <param name="path">As the user wrote it.</param>
    /// <param name="namedAt">Where the user wrote it.</param>
    internal static FoundFiles Find(string path, SourceSpan namedAt)
    {
        if (!Folders.Exists(path))
            return new FoundFiles([new NamedFile(path, namedAt, WasFound: false)], []);
        var problems = new DiagnosticBag();
        var found = Folders.Find(path, namedAt, problems);
        return new FoundFiles([.. found.Select(f => new NamedFile(f, namedAt, WasFound: true))], problems.All);
    }

    internal static bool IsStandardInput(string path) => PipedFiles.IsStandardInput(path);

    /// <summary>What came through a pipe, when that is what a user means by a path; it is read now, and only once. Null for a file and for a folder.</summary>
    /// <param name="path">As the user wrote it.</param>
    /// <param name="input">Opens standard input; null when it is the keyboard.</param>
    /// <param name="namedAt">Where the user wrote it.</param>
    /// <param name="ct">Ends the reading.</param>
    internal static async Task<NamedFile?> ReadPipedAsync(string path, Func<Stream>? input, SourceSpan namedAt, CancellationToken ct) =>
        await PipedFiles.ReadAsync(path, input, namedAt, ct) is { } piped
            ? new NamedFile(piped.Name, namedAt, WasFound: false) { Piped = piped }
            : null;

    /// <summary>Whether there is a file or a folder of this name.</summary>
    internal static bool Exists(string path) => PackPaths.Exists(path);

    /// <summary>Reads what a list shows of a file; null when it is no scenario.</summary>
    internal async Task<CatalogEntry?> ListAsync(NamedFile file, CancellationToken ct)
    {
        var problems = new DiagnosticBag();
        var reading = NewReading(TextsOf([file]));
        if (await reading.OpenAsync(file, problems, ct) is not { } document)
            return new CatalogEntry(file.Path, "", [], [], problems.All);
        if (document.Kind != DocumentKind.Scenario)
            return null;
        var scenario = reading.ReadAlone(document, problems);
        return new CatalogEntry(
            file.Path,
            scenario?.Title ?? "",
            scenario?.Tags ?? [],
            [.. scenario?.Inputs.Select(ToEntry) ?? []],
            problems.All
        );
    }

    private static CatalogInput ToEntry(Input input) =>
        new(input.Name, input.Type.Name(), input.Required, SecretRule.IsSecret(input), input.Description);
}

/// <summary>A scenario file in a list.</summary>
/// <param name="Path">As the user would write it.</param>
/// <param name="Title">Empty when the file cannot be read.</param>
/// <param name="Tags">As written.</param>
/// <param name="Inputs">In the order of the file.</param>
/// <param name="Diagnostics">What is wrong with the file by itself; what it includes is not looked at.</param>
internal sealed record CatalogEntry(
    string Path,
    string Title,
    ImmutableArray<string> Tags,
    ImmutableArray<CatalogInput> Inputs,
    ImmutableArray<Diagnostic> Diagnostics
);

/// <summary>An input in a list. <paramref name="Type"/> is its name in the language.</summary>
internal sealed record CatalogInput(string Name, string Type, bool Required, bool Secret, string? Description);
