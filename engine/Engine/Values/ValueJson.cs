using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PingOneScenarios.Engine.Values;

/// <summary>Values to JSON text and back.</summary>
internal static class ValueJson
{
    /// <summary>How answers are read: duplicate names are refused, because readers differ in which one they keep.</summary>
    public static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    // Only what JSON itself asks for is escaped, so that a body reads as it was written.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 256 };

    /// <summary>In bytes; beyond that the buffer grows.</summary>
    private const int LargestFirst = 32 << 20;

    private static readonly JsonWriterOptions Indented = Compact with { Indented = true };

    /// <summary>Compact JSON; a text comes back as it is when it is the whole value.</summary>
    public static string Write(Value value) => value is TextValue text ? text.Text : WriteJson(value);

    /// <summary>Compact JSON, also for a text.</summary>
    public static string WriteJson(Value value, bool indented = false) => Encoding.UTF8.GetString(WriteBytes(value, indented).Span);

    /// <summary>JSON in UTF-8 without a byte order mark.</summary>
    public static ReadOnlyMemory<byte> WriteBytes(Value value, bool indented = false)
    {
        // Growing takes several times the memory of a large text.
        var buffer = new ArrayBufferWriter<byte>((int)Math.Clamp(value.Size.Letters + value.Size.Items * 4, 256, LargestFirst));
        using (var writer = new Utf8JsonWriter(buffer, indented ? Indented : Compact))
            Write(writer, value);
        return buffer.WrittenMemory;
    }

    /// <exception cref="JsonException">A number is beyond <see cref="NumberLimits"/>.</exception>
    public static Value From(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => FromObject(element),
            JsonValueKind.Array => FromArray(element),
            JsonValueKind.String => new TextValue(element.GetString()!),
            JsonValueKind.Number => FromNumber(element),
            JsonValueKind.True => Value.True,
            JsonValueKind.False => Value.False,
            _ => Value.Null,
        };

    // Minus zero is the one whole number that would lose a letter.
    private static NumberValue FromNumber(JsonElement element)
    {
        if (element.TryGetInt64(out var integer) && (integer != 0 || JsonMarshal.GetRawUtf8Value(element)[0] != '-'))
            return NumberValue.From(integer);
        var text = element.GetRawText();
        return NumberLimits.Objection(text) is { } objection ? throw new JsonException($"a number {objection}") : NumberValue.Written(text);
    }

    private static MapValue FromObject(JsonElement element)
    {
        var members = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>();
        foreach (var property in element.EnumerateObject())
            members.Add(new(property.Name, From(property.Value)));
        return new MapValue(members.DrainToImmutable());
    }

    private static ListValue FromArray(JsonElement element)
    {
        var items = ImmutableArray.CreateBuilder<Value>(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
            items.Add(From(item));
        return new ListValue(items.DrainToImmutable());
    }

    private static void Write(Utf8JsonWriter writer, Value value)
    {
        switch (value)
        {
            case MapValue map:
                writer.WriteStartObject();
                foreach (var (name, member) in map.Members)
                {
                    writer.WritePropertyName(name);
                    Write(writer, member);
                }
                writer.WriteEndObject();
                break;
            case ListValue list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                WriteScalar(writer, value);
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, Value value)
    {
        switch (value)
        {
            case TextValue text:
                writer.WriteStringValue(text.Text);
                break;
            case NumberValue number:
                writer.WriteRawValue(number.ToString());
                break;
            case BooleanValue boolean:
                writer.WriteBooleanValue(boolean.IsTrue);
                break;
            case NullValue:
                writer.WriteNullValue();
                break;
            default:
                writer.WriteStringValue(value.Kind);
                break;
        }
    }
}
