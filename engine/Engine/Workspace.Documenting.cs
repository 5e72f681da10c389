using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Documenting;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine;

/// <content>Scenarios as Markdown pages.</content>
public sealed partial class Workspace
{
    /// <summary>The pages of scenarios, in their order; a file that was found in a folder and is none has no page.</summary>
    internal async Task<ImmutableArray<DocumentedFile>> DescribeAsync(IEnumerable<NamedFile> files, CancellationToken ct)
    {
        var named = files.ToList();
        var reading = NewReading(TextsOf(named));
        var pages = ImmutableArray.CreateBuilder<DocumentedFile>();
        foreach (var file in named)
        {
            if (await DescribeAsync(file, reading, ct) is { } page)
                pages.Add(page);
        }
        return pages.ToImmutable();
    }

    /// <summary>A page that links to others.</summary>
    /// <param name="pages">Each with the address of its page as seen from this one.</param>
    internal static string IndexOf(IEnumerable<(string Address, DocumentedFile File)> pages)
    {
        var rows = pages.Select(p =>
            AuthorText.Row(
                $"[{AuthorText.Line(p.File.Title)}](<{string.Join('/', p.Address.Split('/').Select(Uri.EscapeDataString))}>)",
                AuthorText.Line(p.File.Description)
            )
        );
        return "# Scenarios\n\n" + string.Join('\n', rows.Prepend(AuthorText.Head("scenario", "what it shows"))) + "\n";
    }

    /// <summary>Writes a text to a file, in one go; folders are made.</summary>
    /// <param name="path">As the user knows it.</param>
    /// <param name="text">The whole text.</param>
    /// <param name="mayReplace">Whether a file that is there may be replaced.</param>
    /// <param name="namedAt">Where the user named it.</param>
    /// <param name="ct">Ends the writing.</param>
    /// <returns>What went wrong, or null.</returns>
    internal static Task<Diagnostic?> WriteAsync(string path, string text, bool mayReplace, SourceSpan namedAt, CancellationToken ct) =>
        WrittenFiles.WriteAsync(path, text, mayReplace, namedAt, ct);

    private static async Task<DocumentedFile?> DescribeAsync(NamedFile file, ScenarioReading reading, CancellationToken ct)
    {
        var problems = new DiagnosticBag();
        if (await reading.OpenAsync(file, problems, ct) is not { } document)
            return new DocumentedFile(file.Path, "", "", null, problems.All);
        if (file.WasFound && document.Kind != DocumentKind.Scenario)
            return null;
        var tree = await reading.ReadAsync(document, problems, ct);
        var page =
            tree is null || problems.HasErrors
                ? new DocumentedFile(file.Path, "", "", null, problems.All)
                : new DocumentedFile(file.Path, tree.Entry.Title, tree.Entry.Description ?? "", ScenarioPage.Of(tree), problems.All);
        return page with { Tags = LoadedScenario.TagsOf(tree, problems.All) };
    }
}

/// <summary>A scenario and its page.</summary>
/// <param name="Path">As the user would write it.</param>
/// <param name="Title">As in its file.</param>
/// <param name="Description">Empty when it has none.</param>
/// <param name="Markdown">The page; null when the file or what it includes cannot be read.</param>
/// <param name="Diagnostics">What is wrong with it.</param>
internal sealed record DocumentedFile(
    string Path,
    string Title,
    string Description,
    string? Markdown,
    ImmutableArray<Diagnostic> Diagnostics
)
{
    /// <summary>Null when nobody knows them, because the file cannot be read.</summary>
    public ImmutableArray<string>? Tags { get; init; }
}
