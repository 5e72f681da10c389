using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine;

/// <summary>The beginning of every command: from the name of a file to its document, its scenario, and what is wrong with it. Each file is read once.</summary>
internal sealed class ScenarioReading
{
    private readonly Action<Work, string> hear;
    private readonly IncludeCache includes;
    private readonly FileTexts texts;

    /// <param name="texts">Gives the texts of the files.</param>
    /// <param name="hear">Hears what is done with each file.</param>
    public ScenarioReading(FileTexts texts, Action<Work, string> hear)
    {
        (this.hear, this.texts) = (hear, texts);
        Documents = new DocumentLoader(texts, hear);
        includes = new IncludeCache(Documents, new TemplateParser(Workspace.Functions));
    }

    public DocumentLoader Documents { get; }

    /// <summary>The document of a file, or null after having said why it cannot be read.</summary>
    public Task<Document?> OpenAsync(NamedFile file, DiagnosticBag problems, CancellationToken ct) =>
        Documents.LoadAsync(PackPaths.Canonical(file.Path), file.Path, file.NamedAt, problems, ct);

    /// <summary>The bytes of a file alone, or null after having said why it cannot be read.</summary>
    public Task<byte[]?> ReadBytesAsync(NamedFile file, DiagnosticBag problems, CancellationToken ct) =>
        Documents.ReadBytesAsync(PackPaths.Canonical(file.Path), file.Path, file.NamedAt, problems, ct);

    /// <summary>The document of a text that was read already: the one that is kept for whoever includes the file, or one of its own.</summary>
    public async Task<Document> TakeAsync(SourceText text)
    {
        var full = PackPaths.Canonical(text.Path);
        return (await Documents.FindAsync(full))?.ShownAs(text.Path) ?? Documents.Parse(text, full);
    }

    /// <summary>A scenario with all it includes, or null after having said why it is none.</summary>
    public Task<ScenarioTree?> ReadAsync(Document document, DiagnosticBag problems, CancellationToken ct) =>
        new ScenarioLoader(document, RootOf(document), includes, problems).LoadAsync(ct);

    /// <summary>A scenario by itself, without what it includes; null after having said why it is none.</summary>
    public Scenario? ReadAlone(Document document, DiagnosticBag problems) =>
        ScenarioReader.Read(document, RootOf(document), includes.Templates, problems);

    /// <summary>Says everything that can be said about a scenario without an operator.</summary>
    public void Check(ScenarioTree tree, DiagnosticBag problems)
    {
        hear(Work.Check, tree.Entry.FullPath);
        Planner.Check(tree, problems);
    }

    // Who pipes a scenario in has not put it into a folder: without a pack it names no files.
    private string RootOf(Document document) =>
        texts.IsPiped(document.FullPath) ? PackPaths.PackOf(document.FullPath) ?? "" : PackPaths.PackRoot(document.FullPath);
}
