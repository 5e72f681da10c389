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

    private readonly ArrayBufferWriter<byte> bytes = new(512);
    private char[] letters = [];

    /// <summary>The text of one value; there until the next one is asked for.</summary>
    public ReadOnlySpan<char> Of(Action<Utf8JsonWriter> value)
    {
        bytes.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(bytes, Options))
            value(json);
        if (letters.Length < bytes.WrittenCount)
            letters = new char[bytes.Capacity];
        return letters.AsSpan(0, Encoding.UTF8.GetChars(bytes.WrittenSpan, letters));
    }

    /// <inheritdoc cref="Of(Action{Utf8JsonWriter})"/>
    public ReadOnlySpan<char> Of<T>(Shape<T> shape, T value) => Of(json => shape.Write(json, value));
}
