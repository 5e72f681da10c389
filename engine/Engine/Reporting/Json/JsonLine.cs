using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PingOneScenarios.Engine.Reporting.Json;

/// <summary>JSON on one line.</summary>
internal sealed class JsonLine
{
    // Readable; nothing here is put into HTML. Half of a surrogate pair becomes U+FFFD.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly ArrayBufferWriter<byte> bytes = new(4096);

    /// <summary>The text of one value.</summary>
    public string Of(Action<Utf8JsonWriter> value)
    {
        bytes.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(bytes, Options))
            value(json);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <inheritdoc cref="Of(Action{Utf8JsonWriter})"/>
    public string Of<T>(Shape<T> shape, T value) => Of(json => shape.Write(json, value));
}
