using System.Text.Json;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli.LanguageServer;

/// <summary>The results of requests about a place in a document; each writes one JSON value, or says why there is none.</summary>
internal static class Answers
{
    public static RpcError? Definition(EditorQuestion asked, EditorSession session, Utf8JsonWriter writer)
    {
        if (asked.File.DefinitionAt(asked.Offset) is not { } place)
            writer.WriteNullValue();
        else
            WriteLocation(writer, asked.Documents.UriOf(place.FullPath), place.Span, new TextLines(place.Span.Source.Text));
        return null;
    }

    public static RpcError? References(EditorQuestion asked, EditorSession session, Utf8JsonWriter writer)
    {
        var withDefinitions = asked.Parameters.Find("context", "includeDeclaration").IsTrue();
        writer.WriteStartArray();
        foreach (var span in asked.File.ReferencesAt(asked.Offset, withDefinitions))
            WriteLocation(writer, asked.Document.Uri, span, asked.Lines);
        writer.WriteEndArray();
        return null;
    }

    public static RpcError? PrepareRename(EditorQuestion asked, EditorSession session, Utf8JsonWriter writer)
    {
        var rename = asked.File.PrepareRename(asked.Offset);
        if (rename.Refusal is { } why)
            return RpcError.Refused(SafeText.Line(why));
        writer.WriteStartObject();
        asked.Lines.WriteRange(writer, "range", rename.Name.Start, rename.Name.Length);
        writer.WriteString("placeholder", rename.Name.Text.Trim('"', '\''));
        writer.WriteEndObject();
        return null;
    }

    public static RpcError? Rename(EditorQuestion asked, EditorSession session, Utf8JsonWriter writer)
    {
        if (asked.Parameters.Find("newName").Text() is not { } name)
            return RpcError.InvalidParameters("rename needs newName");
        var rename = asked.File.Rename(asked.Offset, name);
        if (rename.Refusal is { } why)
            return RpcError.Refused(SafeText.Line(why));
        writer.WriteStartObject();
        writer.WriteStartObject("changes");
        writer.WriteStartArray(asked.Document.Uri);
        foreach (var edit in rename.Edits)
            WriteEdit(writer, asked.Lines, edit, name);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
        return null;
    }

    public static RpcError? Symbols(EditorQuestion asked, EditorSession session, Utf8JsonWriter writer)
    {
        // The numbers of SymbolKind: a variable, a method.
        writer.WriteStartArray();
        foreach (var symbol in asked.File.Symbols)
        {
            writer.WriteStartObject();
            writer.WriteString("name", symbol.Name.Length == 0 ? symbol.Detail : SafeText.Line(symbol.Name));
            writer.WriteNumber("kind", symbol.IsStep ? 6 : 13);
            if (session.KnowsNestedSymbols)
            {
                writer.WriteString("detail", symbol.Detail);
                asked.Lines.WriteRange(writer, "range", symbol.Whole.Start, symbol.Whole.Length);
                asked.Lines.WriteRange(writer, "selectionRange", symbol.Named.Start, symbol.Named.Length);
            }
            else
            {
                writer.WritePropertyName("location");
                WriteLocation(writer, asked.Document.Uri, symbol.Whole, asked.Lines);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        return null;
    }

    public static void WriteEdit(Utf8JsonWriter writer, TextLines lines, SourceSpan span, string text)
    {
        writer.WriteStartObject();
        lines.WriteRange(writer, "range", span.Start, span.Length);
        writer.WriteString("newText", text);
        writer.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter writer, string uri, SourceSpan span, TextLines lines)
    {
        writer.WriteStartObject();
        writer.WriteString("uri", uri);
        lines.WriteRange(writer, "range", span.Start, span.Length);
        writer.WriteEndObject();
    }
}
