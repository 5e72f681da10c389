using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine;

/// <summary>The scenarios there are, and what is written about them in their files.</summary>
public static class ScenarioCatalog
{
    /// <summary>The YAML files a user means by a path: those in a folder and below it, in ordinal order, else the path itself.</summary>
    /// <param name="path">As the user wrote it.</param>
    /// <param name="namedAt">Where the user wrote it.</param>
    public static FoundFiles Find(string path, SourceSpan namedAt)
    {
        if (!Folders.Exists(path))
            return new FoundFiles([new NamedFile(path, namedAt, WasFound: false)], []);
        var problems = new DiagnosticBag();
        var found = Folders.Find(path, namedAt, problems);
        return new FoundFiles([.. found.Select(f => new NamedFile(f, namedAt, WasFound: true))], problems.All);
    }

    /// <summary>Whether there is a file or a folder of this name.</summary>
    public static bool Exists(string path) => PackPaths.Exists(path);

    /// <summary>Reads what a list shows of a file; null when it is no scenario.</summary>
    public static async Task<CatalogEntry?> ReadAsync(NamedFile named, CancellationToken ct)
    {
        var problems = new DiagnosticBag();
        if (await ScenarioFiles.ReadAsync(PackPaths.Canonical(named.Path), named.Path, named.NamedAt, problems, ct) is not { } source)
            return new CatalogEntry(named.Path, "", [], [], problems.All);
        var root = YamlReader.Read(source, problems);
        if (DocumentKinds.Of(source, root) != DocumentKind.Scenario)
            return null;
        var full = PackPaths.Canonical(named.Path);
        var file = new FileScope(full, PackPaths.PackRoot(full), new TemplateParser(ScenarioPipeline.Functions, problems));
        var scenario = root is null ? null : ScenarioReader.Read(root, source, file);
        return new CatalogEntry(
            named.Path,
            scenario?.Title ?? "",
            scenario?.Tags ?? [],
            [.. scenario?.Inputs.Select(ToEntry) ?? []],
            problems.All
        );
    }

    private static CatalogInput ToEntry(Input input) => new(input.Name, input.Type.Name(), input.Required, input.Secret, input.Description);
}

/// <summary>What a path stands for, and the folders that could not be searched.</summary>
public sealed record FoundFiles(ImmutableArray<NamedFile> Files, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>A file to look at.</summary>
/// <param name="Path">As the user would write it.</param>
/// <param name="NamedAt">Where the user named it, or the folder it was found in.</param>
/// <param name="WasFound">Whether it was found in a folder. What is then of another kind than the one that is looked for is passed over.</param>
public sealed record NamedFile(string Path, SourceSpan NamedAt, bool WasFound);

/// <summary>A scenario file in a list.</summary>
/// <param name="Path">As the user would write it.</param>
/// <param name="Title">Empty when the file cannot be read.</param>
/// <param name="Tags">As written.</param>
/// <param name="Inputs">In the order of the file.</param>
/// <param name="Diagnostics">What is wrong with the file by itself; what it includes is not looked at.</param>
public sealed record CatalogEntry(
    string Path,
    string Title,
    ImmutableArray<string> Tags,
    ImmutableArray<CatalogInput> Inputs,
    ImmutableArray<Diagnostic> Diagnostics
);

/// <summary>An input in a list. <paramref name="Type"/> is its name in the language.</summary>
public sealed record CatalogInput(string Name, string Type, bool Required, bool Secret, string? Description);
