using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PingOneScenarios.Engine.Reporting.Json;

/// <summary>What is written by a shape, as a JSON Schema, draft-07.</summary>
internal sealed class ShapeSchema
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Utf8JsonWriter json;
    private readonly Queue<Shape> mentioned = new();
    private readonly HashSet<string> written = new(StringComparer.Ordinal);

    private ShapeSchema(Utf8JsonWriter json) => this.json = json;

    /// <summary>The schema of a document that is one object.</summary>
    /// <param name="title">What the document is called.</param>
    /// <param name="description">What writes it, and what is promised of it.</param>
    /// <param name="root">The object.</param>
    /// <param name="events">Objects of lines beside the document, by what happened in each.</param>
    /// <returns>Lines separated by <c>\n</c>, with one at the end.</returns>
    public static string Write(string title, string description, Shape root, params IEnumerable<(string Name, Shape Shape)> events) =>
        Write(title, description, schema => schema.WriteObject(root), events);

    /// <summary>The schema of a document that is a list of objects.</summary>
    /// <param name="title">What the document is called.</param>
    /// <param name="description">What writes it, and what is promised of it.</param>
    /// <param name="item">Each of its objects.</param>
    /// <returns>Lines separated by <c>\n</c>, with one at the end.</returns>
    public static string WriteList(string title, string description, Shape item) =>
        Write(title, description, schema => schema.WriteRootList(item), []);

    private static string Write(
        string title,
        string description,
        Action<ShapeSchema> writeRoot,
        IEnumerable<(string Name, Shape Shape)> events
    )
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Indented))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
            json.WriteString("title", title);
            json.WriteString("description", description);
            var schema = new ShapeSchema(json);
            writeRoot(schema);
            schema.WriteDefinitions(events);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan) + "\n";
    }

    private void WriteRootList(Shape item)
    {
        json.WriteString("type", "array");
        json.WriteStartObject("items");
        Refer(item);
        json.WriteEndObject();
    }

    private void WriteDefinitions(IEnumerable<(string Name, Shape Shape)> events)
    {
        json.WriteStartObject("definitions");
        foreach (var (name, shape) in events)
            WriteDefinition($"event {name}", shape, name);
        while (mentioned.TryDequeue(out var shape))
        {
            if (written.Add(shape.Name))
                WriteDefinition(shape.Name, shape, null);
        }
        json.WriteEndObject();
    }

    private void WriteDefinition(string name, Shape shape, string? happened)
    {
        json.WriteStartObject(name);
        json.WriteString("description", shape.Meaning);
        WriteObject(shape, happened);
        json.WriteEndObject();
    }

    private void WriteObject(Shape shape, string? happened = null)
    {
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        if (happened is not null)
        {
            json.WriteStartObject("event");
            json.WriteString("const", happened);
            json.WriteEndObject();
        }
        foreach (var member in shape.Members)
            WriteMember(member);
        json.WriteEndObject();
        json.WriteStartArray("required");
        foreach (var member in shape.Members.Where(m => !m.IsOptional))
            json.WriteStringValue(member.Name);
        json.WriteEndArray();
    }

    private void WriteMember(ShapeMember member)
    {
        json.WriteStartObject(member.Name);
        json.WriteString("description", member.Meaning);
        if (member.IsNullable)
            WriteNullable(member);
        else if (member.Shape is { } shape && member.Type == "object")
            Refer(shape);
        else if (member.Type != "object")
            json.WriteString("type", member.Type);
        if (member.Choices.Count > 0)
            WriteChoices(member.Choices);
        if (member.Type == "array")
            WriteItems(member);
        json.WriteEndObject();
    }

    private void WriteNullable(ShapeMember member)
    {
        json.WriteStartArray(member.Type == "object" ? "anyOf" : "type");
        if (member.Shape is { } shape && member.Type == "object")
        {
            json.WriteStartObject();
            Refer(shape);
            json.WriteEndObject();
            json.WriteStartObject();
            json.WriteString("type", "null");
            json.WriteEndObject();
        }
        else
        {
            json.WriteStringValue(member.Type);
            json.WriteStringValue("null");
        }
        json.WriteEndArray();
    }

    private void WriteItems(ShapeMember member)
    {
        json.WriteStartObject("items");
        if (member.Shape is { } shape)
            Refer(shape);
        else
            json.WriteString("type", member.ItemType);
        json.WriteEndObject();
    }

    private void WriteChoices(IEnumerable<string> choices)
    {
        json.WriteStartArray("enum");
        foreach (var choice in choices)
            json.WriteStringValue(choice);
        json.WriteEndArray();
    }

    private void Refer(Shape shape)
    {
        json.WriteString("$ref", $"#/definitions/{shape.Name}");
        mentioned.Enqueue(shape);
    }
}
