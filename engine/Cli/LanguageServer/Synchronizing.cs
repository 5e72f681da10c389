using System.Text.Json;

namespace PingOneScenarios.Cli.LanguageServer;

/// <summary>What the editor tells about its documents. What makes no sense is not obeyed, for a notification has no answer.</summary>
internal static class Synchronizing
{
    public static void Open(EditorSession session, JsonElement parameters) =>
        Write(session, parameters, parameters.Find("textDocument", "text").Text());

    public static void Change(EditorSession session, JsonElement parameters)
    {
        var path = OpenDocuments.PathOf(parameters.Find("textDocument", "uri").Text());
        if (path is null || !session.Documents.TryFind(path, out _))
            return;
        // Whole texts; the last one counts.
        var changes = parameters.Find("contentChanges").Items().ToList();
        if (changes.Count > 0 && changes[^1].Find("range") is null)
            Write(session, parameters, changes[^1].Find("text").Text());
    }

    /// <summary>A file was saved, or changed on disk: others may include it.</summary>
    public static void Save(EditorSession session, JsonElement parameters)
    {
        session.Documents.Files.Forget();
        session.NeedsCheck = true;
    }

    public static void Close(EditorSession session, JsonElement parameters)
    {
        if (OpenDocuments.PathOf(parameters.Find("textDocument", "uri").Text()) is not { } path)
            return;
        session.Documents.Close(path);
        session.NeedsCheck = true;
    }

    private static void Write(EditorSession session, JsonElement parameters, string? text)
    {
        if (parameters.Find("textDocument", "uri").Text() is not { } uri || OpenDocuments.PathOf(uri) is not { } path || text is null)
            return;
        session.Documents.Write(uri, path, parameters.Find("textDocument", "version").Count(), text);
        session.NeedsCheck = true;
    }
}
