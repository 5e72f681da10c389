using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>What has been decided and done since the last row.</summary>
internal sealed class FactWriter
{
    public static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly Utf8JsonWriter json;

    public FactWriter()
    {
        json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartArray();
    }

    public bool IsEmpty { get; private set; } = true;

    /// <summary>One more fact, whose members are written now: what it speaks of changes.</summary>
    public void Add(string kind, Action<Utf8JsonWriter> write)
    {
        IsEmpty = false;
        json.WriteStartObject();
        json.WriteString("fact", kind);
        write(json);
        json.WriteEndObject();
    }

    /// <summary>All of them, as the member <c>facts</c>; there are none from then on.</summary>
    public void MoveTo(Utf8JsonWriter row)
    {
        json.WriteEndArray();
        json.Flush();
        row.WritePropertyName("facts");
        row.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
        buffer.ResetWrittenCount();
        json.Reset();
        json.WriteStartArray();
        IsEmpty = true;
    }
}
