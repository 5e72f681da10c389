using System.Collections.Concurrent;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Files;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary>The documents of one command: each file is read and parsed once, whoever asks for it. May be used by several at a time.</summary>
/// <param name="texts">Gives the texts of the files.</param>
/// <param name="hear">Hears of each file that is read, and of each that is parsed.</param>
internal sealed class DocumentLoader(FileTexts texts, Action<Work, string> hear)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<Document?>>> known = new(StringComparer.Ordinal);

    /// <summary>The document, or null after having said why the file cannot be read.</summary>
    /// <param name="full">The canonical path.</param>
    /// <param name="shown">The path as the user knows it.</param>
    /// <param name="namedAt">Where the user named it.</param>
    /// <param name="problems">Takes why it cannot be read; what is wrong as YAML stays with the document.</param>
    /// <param name="ct">Ends the loading.</param>
    public async Task<Document?> LoadAsync(string full, string shown, SourceSpan namedAt, DiagnosticBag problems, CancellationToken ct)
    {
        var first = known.GetOrAdd(full, _ => new Lazy<Task<Document?>>(() => ReadAsync(full, shown, namedAt, new DiagnosticBag(), ct)));
        // One that cannot be read is said at every place that names it.
        return (await first.Value)?.ShownAs(shown) ?? await ReadAsync(full, shown, namedAt, problems, ct);
    }

    /// <summary>The bytes of a file alone, or null after having said why it cannot be read.</summary>
    /// <inheritdoc cref="LoadAsync"/>
    public Task<byte[]?> ReadBytesAsync(string full, string shown, SourceSpan namedAt, DiagnosticBag problems, CancellationToken ct)
    {
        hear(Work.Read, full);
        return texts.ReadBytesAsync(full, shown, namedAt, problems, ct);
    }

    /// <summary>The text of a file alone, or null after having said why it cannot be read.</summary>
    /// <inheritdoc cref="LoadAsync"/>
    public Task<SourceText?> ReadTextAsync(string full, string shown, SourceSpan namedAt, DiagnosticBag problems, CancellationToken ct)
    {
        hear(Work.Read, full);
        return texts.ReadAsync(full, shown, namedAt, problems, ct);
    }

    /// <summary>Has the document of a text that was read already ready for whoever loads the file.</summary>
    public void Keep(SourceText source, string full) =>
        known.TryAdd(full, new Lazy<Task<Document?>>(() => Task.FromResult<Document?>(Parse(source, full))));

    /// <summary>A document that somebody has loaded, or has kept; null without.</summary>
    public async Task<Document?> FindAsync(string full) => known.TryGetValue(full, out var document) ? await document.Value : null;

    /// <summary>The document of a text that was read already.</summary>
    public Document Parse(SourceText source, string full)
    {
        hear(Work.Parse, full);
        return Document.Read(source, full);
    }

    private async Task<Document?> ReadAsync(string full, string shown, SourceSpan namedAt, DiagnosticBag problems, CancellationToken ct) =>
        await ReadTextAsync(full, shown, namedAt, problems, ct) is { } source ? Parse(source, full) : null;
}

/// <summary>What is done with a file, for those who count it.</summary>
internal enum Work
{
    Read,
    Parse,

    /// <summary>A scenario is checked, with all it includes.</summary>
    Check,
}
