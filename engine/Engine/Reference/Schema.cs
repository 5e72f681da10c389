using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PingOneScenarios.Engine.Language;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Reference;

/// <summary>The tables of keys as a JSON Schema, draft-07 (decisions/0026). One for each document.</summary>
internal sealed class Schema
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Utf8JsonWriter json;
    private readonly SchemaShapes shapes;

    private Schema(Utf8JsonWriter json) => (this.json, shapes) = (json, new SchemaShapes(json));

    /// <summary>Lines separated by <c>\n</c>, with one at the end.</summary>
    public static string Write(TableShape root, string title, string description)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Indented))
            new Schema(json).WriteDocument(root, title, description);
        return Encoding.UTF8.GetString(bytes.WrittenSpan) + "\n";
    }

    private void WriteDocument(TableShape root, string title, string description)
    {
        json.WriteStartObject();
        json.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
        json.WriteString("title", title);
        json.WriteString("description", description);
        WriteTable(root);
        json.WriteStartObject("definitions");
        var written = new HashSet<string>(StringComparer.Ordinal);
        while (shapes.Mentioned.FirstOrDefault(t => !written.Contains(t.Name)) is { } table)
        {
            written.Add(table.Name);
            json.WriteStartObject(table.Name);
            WriteTable(table);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteTable(TableShape table)
    {
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        json.WriteStartObject("properties");
        foreach (var row in table.Rows)
            WriteRow(row);
        json.WriteEndObject();
        var required = table.Rows.Where(r => r.IsRequired).Select(r => r.Name).ToList();
        if (required.Count > 0)
            WriteNames("required", required);
        SchemaRules.Write(json, table.Rules, shapes);
        Snippets.Write(json, table.Name);
    }

    private void WriteRow(KeyRow row)
    {
        json.WriteStartObject(row.Name);
        json.WriteString("description", KeyText.Describe(row));
        shapes.Write(row.Shape);
        if (row.Default is { } value)
        {
            json.WritePropertyName("default");
            WriteValue($"{row.Name}: {value}");
        }
        json.WriteStartArray("examples");
        WriteValue(row.Example);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteValue(string example)
    {
        using var value = JsonDocument.Parse(ValueJson.WriteJson(ExampleText.ValueOf(example)));
        value.RootElement.WriteTo(json);
    }

    private void WriteNames(string property, IEnumerable<string> names)
    {
        json.WriteStartArray(property);
        foreach (var name in names)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }
}
