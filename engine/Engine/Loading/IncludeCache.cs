using System.Collections.Concurrent;
using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Loading;

/// <summary>What scenarios include, made a model of once for all of them. May be used by several loaders at a time.</summary>
/// <param name="documents">Reads the files.</param>
/// <param name="templates">Parses their templates.</param>
internal sealed class IncludeCache(DocumentLoader documents, TemplateParser templates)
{
    private readonly ConcurrentDictionary<IncludedFile, Lazy<Task<ReadFile?>>> files = new();

    public TemplateParser Templates => templates;

    /// <summary>The file; null after having said why it cannot be read.</summary>
    public async Task<ReadFile?> ReadAsync(IncludedFile file, SourceSpan namedAt, DiagnosticBag problems, CancellationToken ct)
    {
        var first = files.GetOrAdd(file, f => new Lazy<Task<ReadFile?>>(() => ReadOnceAsync(f, namedAt, new DiagnosticBag(), ct)));
        return await first.Value ?? await ReadOnceAsync(file, namedAt, problems, ct);
    }

    private async Task<ReadFile?> ReadOnceAsync(IncludedFile file, SourceSpan namedAt, DiagnosticBag unread, CancellationToken ct)
    {
        if (await documents.LoadAsync(file.FullPath, file.Shown, namedAt, unread, ct) is not { } document)
            return null;
        var problems = new DiagnosticBag();
        return new ReadFile(ScenarioReader.Read(document, file.PackRoot, templates, problems), problems.All);
    }
}

/// <summary>A file as a loader sees it.</summary>
/// <param name="FullPath">Its canonical path.</param>
/// <param name="Shown">The path diagnostics print.</param>
/// <param name="PackRoot">The folder its includes must stay in.</param>
internal sealed record IncludedFile(string FullPath, string Shown, string PackRoot);

/// <summary>A file that was read.</summary>
/// <param name="Scenario">Null when it is none.</param>
/// <param name="Problems">What was said about it.</param>
internal sealed record ReadFile(Scenario? Scenario, ImmutableArray<Diagnostic> Problems);
