using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Reference;

/// <summary>Functions for programs.</summary>
internal static class FunctionJson
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>An array; lines separated by <c>\n</c>, with one at the end.</summary>
    public static string Write(IEnumerable<FunctionRow> rows)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Indented))
        {
            json.WriteStartArray();
            foreach (var row in rows)
                Write(json, row);
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, FunctionRow row)
    {
        json.WriteStartObject();
        json.WriteString("name", row.Name);
        json.WriteString("group", FunctionGroups.GroupOf(row));
        json.WriteString("signature", row.Signature);
        json.WriteString("meaning", row.Meaning);
        json.WriteStartArray("parameters");
        foreach (var parameter in row.Parameters)
            Write(json, parameter);
        json.WriteEndArray();
        json.WriteString("example", row.Example);
        if (ExampleResult.Of(row) is { IsAnotherEachTime: false } result)
        {
            json.WritePropertyName("result");
            json.WriteRawValue(result.Json);
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Parameter parameter)
    {
        json.WriteStartObject();
        json.WriteString("name", parameter.Name);
        json.WriteString("kind", parameter.Kind.ToString().ToLowerInvariant());
        json.WriteBoolean("required", parameter.IsRequired);
        if (parameter.Default is { } value)
            json.WriteString("default", value);
        json.WriteEndObject();
    }
}
