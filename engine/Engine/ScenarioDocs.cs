using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Documenting;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine;

/// <summary>Scenarios as Markdown pages.</summary>
public static class ScenarioDocs
{
    /// <summary>The page of a scenario; null for a file that was found in a folder and is none.</summary>
    public static async Task<DocumentedFile?> PageAsync(NamedFile file, CancellationToken ct)
    {
        var problems = new DiagnosticBag();
        if (await ScenarioFiles.ReadAsync(PackPaths.Canonical(file.Path), file.Path, file.NamedAt, problems, ct) is not { } source)
            return new DocumentedFile(file.Path, "", "", null, problems.All);
        if (file.WasFound && DocumentKinds.Of(source, YamlReader.Read(source, new DiagnosticBag())) != DocumentKind.Scenario)
            return null;
        var tree = await ScenarioLoader.LoadAsync(source, new IncludeCache(), new TemplateParser(ScenarioPipeline.Functions, problems), ct);
        return tree is null || problems.HasErrors
            ? new DocumentedFile(file.Path, "", "", null, problems.All)
            : new DocumentedFile(file.Path, tree.Entry.Title, tree.Entry.Description ?? "", ScenarioPage.Of(tree), problems.All);
    }

    /// <summary>A page that links to others.</summary>
    /// <param name="pages">Each with the address of its page as seen from this one.</param>
    public static string Index(IEnumerable<(string Address, DocumentedFile File)> pages)
    {
        var rows = pages.Select(p =>
            Markdown.Row(
                $"[{Markdown.Line(p.File.Title)}](<{string.Join('/', p.Address.Split('/').Select(Uri.EscapeDataString))}>)",
                Markdown.Line(p.File.Description)
            )
        );
        return "# Scenarios\n\n" + string.Join('\n', rows.Prepend(Markdown.Head("scenario", "what it shows"))) + "\n";
    }

    /// <summary>Writes a text to a file, in one go; folders are made.</summary>
    /// <param name="path">As the user knows it.</param>
    /// <param name="text">The whole text.</param>
    /// <param name="mayReplace">Whether a file that is there may be replaced.</param>
    /// <param name="namedAt">Where the user named it.</param>
    /// <param name="ct">Ends the writing.</param>
    /// <returns>What went wrong, or null.</returns>
    public static Task<Diagnostic?> WriteAsync(string path, string text, bool mayReplace, SourceSpan namedAt, CancellationToken ct) =>
        WrittenFiles.WriteAsync(path, text, mayReplace, namedAt, ct);
}

/// <summary>A scenario and its page.</summary>
/// <param name="Path">As the user would write it.</param>
/// <param name="Title">As in its file.</param>
/// <param name="Description">Empty when it has none.</param>
/// <param name="Markdown">The page; null when the file or what it includes cannot be read.</param>
/// <param name="Diagnostics">What is wrong with it.</param>
public sealed record DocumentedFile(
    string Path,
    string Title,
    string Description,
    string? Markdown,
    ImmutableArray<Diagnostic> Diagnostics
);
