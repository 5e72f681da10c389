using System.Text.Json;
using PingOneScenarios.Engine.Editing;

namespace PingOneScenarios.Cli.LanguageServer;

/// <summary>What a request about a document asks about.</summary>
/// <param name="Documents">All that are open.</param>
/// <param name="Document">The one that is meant.</param>
/// <param name="File">What is known about it.</param>
/// <param name="Offset">The cursor; 0 when the request names none.</param>
/// <param name="Parameters">Of the request.</param>
internal sealed record EditorQuestion(OpenDocuments Documents, OpenDocument Document, EditedFile File, int Offset, JsonElement Parameters)
{
    public required TextLines Lines { get; init; }

    /// <summary>The offset a member of the request names; 0 when it names none.</summary>
    public int OffsetAt(params string[] path) =>
        Lines.OffsetOf(Parameters.Find([.. path, "line"]).Count() ?? 0, Parameters.Find([.. path, "character"]).Count() ?? 0);

    /// <summary>The place, or null when the document is not open or left alone.</summary>
    public static async Task<EditorQuestion?> FindAsync(OpenDocuments documents, JsonElement parameters, CancellationToken ct)
    {
        if (
            OpenDocuments.PathOf(parameters.Find("textDocument", "uri").Text()) is not { } path
            || !documents.TryFind(path, out var document)
        )
            return null;
        if (await documents.Files.ReadAsync(path, ct) is not { } file)
            return null;
        var (line, character) = (parameters.Find("position", "line").Count(), parameters.Find("position", "character").Count());
        var lines = new TextLines(file.Text.Text);
        return new EditorQuestion(documents, document, file, lines.OffsetOf(line ?? 0, character ?? 0), parameters) { Lines = lines };
    }
}
