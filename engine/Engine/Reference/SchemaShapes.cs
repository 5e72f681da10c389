using System.Text.Json;
using PingOneScenarios.Engine.Language;

namespace PingOneScenarios.Engine.Reference;

/// <summary>Writes shapes into an object that is open; tables are mentioned by name and written later.</summary>
internal sealed class SchemaShapes(Utf8JsonWriter json)
{
    /// <summary>The tables that were mentioned so far, in that order.</summary>
    public List<TableShape> Mentioned { get; } = [];

    public void Write(KeyShape shape)
    {
        switch (shape)
        {
            case ScalarShape scalar:
                SchemaScalars.Write(json, scalar.Kind);
                break;
            case NumberShape number:
                json.WriteString("type", number.IsWhole ? "integer" : "number");
                json.WriteNumber("minimum", number.Lowest);
                json.WriteNumber("maximum", number.Highest);
                break;
            case ChoiceShape choice:
                WriteChoice(choice);
                break;
            case TableShape table:
                Mention(table);
                break;
            case MapShape map:
                WriteMap(map);
                break;
            case ListShape list:
                WriteList(list);
                break;
            case EitherShape either:
                WriteEither(either);
                break;
            case NothingShape:
                json.WriteString("type", "null");
                break;
            default:
                break;
        }
    }

    private void WriteChoice(ChoiceShape choice)
    {
        json.WriteString("type", "string");
        json.WriteStartArray("enum");
        foreach (var word in choice.Words)
            json.WriteStringValue(word);
        json.WriteEndArray();
    }

    // What stands beside $ref does not count in draft-07, so it is wrapped.
    private void Mention(TableShape table)
    {
        json.WriteStartArray("allOf");
        WriteAlone(table);
        json.WriteEndArray();
    }

    private void WriteMap(MapShape map)
    {
        json.WriteString("type", "object");
        if (SchemaScalars.PatternOf(map.Names) is { } pattern)
        {
            json.WriteStartObject("patternProperties");
            WriteObject(pattern, map.Value);
            json.WriteEndObject();
            json.WriteBoolean("additionalProperties", false);
        }
        else
            WriteObject("additionalProperties", map.Value);
        if (map.IsPair)
        {
            json.WriteNumber("minProperties", 1);
            json.WriteNumber("maxProperties", 1);
        }
    }

    private void WriteList(ListShape list)
    {
        json.WriteString("type", "array");
        WriteObject("items", list.Item);
        if (list.IsFilled)
            json.WriteNumber("minItems", 1);
    }

    private void WriteEither(EitherShape either)
    {
        json.WriteStartArray("anyOf");
        foreach (var shape in either.Shapes)
            WriteAlone(shape);
        json.WriteEndArray();
    }

    private void WriteObject(string name, KeyShape shape)
    {
        json.WritePropertyName(name);
        WriteAlone(shape);
    }

    private void WriteAlone(KeyShape shape)
    {
        json.WriteStartObject();
        if (shape is TableShape table)
        {
            if (!Mentioned.Exists(t => t.Name == table.Name))
                Mentioned.Add(table);
            json.WriteString("$ref", $"#/definitions/{table.Name}");
        }
        else
            Write(shape);
        json.WriteEndObject();
    }
}
