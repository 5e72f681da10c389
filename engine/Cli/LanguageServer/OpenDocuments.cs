using System.Diagnostics.CodeAnalysis;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.LanguageServer;

/// <summary>A file that is open in the editor.</summary>
/// <param name="Uri">As the editor calls it.</param>
/// <param name="Path">The canonical path.</param>
/// <param name="Version">Of the text, as the editor counts; null when it does not.</param>
internal sealed record OpenDocument(string Uri, string Path, int? Version);

/// <summary>The files that are open, and their texts in a an <see cref="EditedFiles"/>.</summary>
internal sealed class OpenDocuments(Workspace workspace)
{
    private readonly Dictionary<string, OpenDocument> byPath = new(StringComparer.Ordinal);

    public EditedFiles Files { get; } = new(workspace);

    public IReadOnlyCollection<OpenDocument> All => byPath.Values;

    /// <summary>Opens a document, or gives it another text.</summary>
    public void Write(string uri, string path, int? version, string text)
    {
        byPath[path] = new OpenDocument(uri, path, version);
        Files.Write(path, text);
    }

    public void Close(string path)
    {
        byPath.Remove(path);
        Files.Close(path);
    }

    public bool TryFind(string path, [NotNullWhen(true)] out OpenDocument? document) => byPath.TryGetValue(path, out document);

    /// <summary>The address of a file: as the editor calls it when it is open.</summary>
    public string UriOf(string path) => TryFind(path, out var document) ? document.Uri : new Uri(path).AbsoluteUri;

    /// <summary>The canonical path of an address; null for one that is no local file, such as a text that was never saved.</summary>
    public static string? PathOf(string? uri)
    {
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var address) || !address.IsFile)
            return null;
        try
        {
            return EditedFiles.Canonical(address.LocalPath);
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            // A path the system knows nothing like, or may not be asked about.
            return null;
        }
    }
}
