using System.Text.Json;

namespace PingOneScenarios.Cli.LanguageServer;

/// <summary>The beginning and the end of a conversation.</summary>
internal static class Lifecycle
{
    public static RpcError? Initialize(EditorSession session, JsonElement parameters, Utf8JsonWriter writer)
    {
        if (session.IsInitialized)
            return RpcError.InvalidRequest("initialize is sent once");
        session.Begin(parameters);
        writer.WriteStartObject();
        writer.WriteStartObject("capabilities");
        WriteCapabilities(writer);
        writer.WriteEndObject();
        writer.WriteStartObject("serverInfo");
        writer.WriteString("name", "p1s");
        writer.WriteString("version", typeof(Lifecycle).Assembly.GetName().Version?.ToString(3));
        writer.WriteEndObject();
        writer.WriteEndObject();
        return null;
    }

    public static RpcError? Shutdown(EditorSession session, JsonElement parameters, Utf8JsonWriter writer)
    {
        session.IsShutDown = true;
        writer.WriteNullValue();
        return null;
    }

    private static void WriteCapabilities(Utf8JsonWriter writer)
    {
        writer.WriteString("positionEncoding", "utf-16");
        writer.WriteStartObject("textDocumentSync");
        writer.WriteBoolean("openClose", true);
        // Each change brings the whole text.
        writer.WriteNumber("change", 1);
        writer.WriteBoolean("save", true);
        writer.WriteEndObject();
        writer.WriteBoolean("hoverProvider", true);
        writer.WriteBoolean("definitionProvider", true);
        writer.WriteBoolean("referencesProvider", true);
        writer.WriteBoolean("documentSymbolProvider", true);
        writer.WriteBoolean("documentFormattingProvider", true);
        writer.WriteStartObject("codeActionProvider");
        writer.WriteStartArray("codeActionKinds");
        writer.WriteStringValue(FileAnswers.RepairKind);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartObject("codeLensProvider");
        writer.WriteEndObject();
        writer.WriteStartObject("renameProvider");
        writer.WriteBoolean("prepareProvider", true);
        writer.WriteEndObject();
        writer.WriteStartObject("completionProvider");
        writer.WriteStartArray("triggerCharacters");
        writer.WriteStringValue("<");
        writer.WriteStringValue(".");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
