using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PingOneScenarios.Cli.LanguageServer;

/// <summary>Messages to bytes.</summary>
internal sealed class MessageWriter(Stream output)
{
    /// <summary>Answers a request.</summary>
    /// <param name="id">Of the request; null when it could not be read.</param>
    /// <param name="result">JSON.</param>
    /// <param name="ct">Ends the writing.</param>
    public Task AnswerAsync(JsonElement? id, ReadOnlyMemory<byte> result, CancellationToken ct) =>
        WriteAsync(
            w =>
            {
                WriteId(w, id);
                w.WritePropertyName("result");
                w.WriteRawValue(result.Span, skipInputValidation: true);
            },
            ct
        );

    public Task RefuseAsync(JsonElement? id, RpcError error, CancellationToken ct) =>
        WriteAsync(
            w =>
            {
                WriteId(w, id);
                w.WriteStartObject("error");
                w.WriteNumber("code", error.Code);
                w.WriteString("message", error.Message);
                w.WriteEndObject();
            },
            ct
        );

    public Task NotifyAsync(string method, ReadOnlyMemory<byte> parameters, CancellationToken ct) =>
        WriteAsync(
            w =>
            {
                w.WriteString("method", method);
                w.WritePropertyName("params");
                w.WriteRawValue(parameters.Span, skipInputValidation: true);
            },
            ct
        );

    /// <summary>An error for the log of the editor.</summary>
    public Task LogAsync(string message, CancellationToken ct) =>
        WriteAsync(
            w =>
            {
                w.WriteString("method", "window/logMessage");
                w.WriteStartObject("params");
                w.WriteNumber("type", 1);
                w.WriteString("message", message);
                w.WriteEndObject();
            },
            ct
        );

    private static void WriteId(Utf8JsonWriter writer, JsonElement? id)
    {
        writer.WritePropertyName("id");
        if (id is { } known)
            known.WriteTo(writer);
        else
            writer.WriteNullValue();
    }

    private async Task WriteAsync(Action<Utf8JsonWriter> members, CancellationToken ct)
    {
        var body = new ArrayBufferWriter<byte>();
        await using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc", "2.0");
            members(writer);
            writer.WriteEndObject();
        }
        await output.WriteAsync(Encoding.ASCII.GetBytes($"Content-Length: {body.WrittenCount}\r\n\r\n"), ct);
        await output.WriteAsync(body.WrittenMemory, ct);
        await output.FlushAsync(ct);
    }
}
