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

    private readonly ArrayBufferWriter<byte> facts = new(1024);

    public bool IsEmpty => facts.WrittenCount == 0;

    /// <summary>One more fact, whose members are written now: what it speaks of changes.</summary>
    public void Add(string kind, Action<Utf8JsonWriter> write)
    {
        facts.Write(IsEmpty ? "["u8 : ","u8);
        using var json = new Utf8JsonWriter(facts, Options);
        json.WriteStartObject();
        json.WriteString("fact", kind);
        write(json);
        json.WriteEndObject();
    }

    /// <summary>All of them, as the member <c>facts</c>; there are none from then on.</summary>
    public void MoveTo(Utf8JsonWriter row)
    {
        facts.Write(IsEmpty ? "[]"u8 : "]"u8);
        row.WritePropertyName("facts");
        row.WriteRawValue(facts.WrittenSpan, skipInputValidation: true);
        facts.ResetWrittenCount();
    }
}
