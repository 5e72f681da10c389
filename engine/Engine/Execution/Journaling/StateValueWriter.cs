using System.Runtime.InteropServices;
using System.Text.Json;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>Writes values as <see cref="StateMarks"/> says.</summary>
/// <param name="labels">Writes their numbers.</param>
internal sealed class StateValueWriter(LabelNumbers labels)
{
    /// <summary>A value with all labels.</summary>
    public void WriteLabelled(Utf8JsonWriter json, Value value)
    {
        if (value.Labels.IsEmpty)
        {
            WritePlain(json, value, withLabels: false);
            return;
        }
        if (value is TextValue text)
        {
            WriteSecretText(json, text);
            return;
        }
        if (value.Own.IsEmpty)
        {
            WritePlain(json, value, withLabels: true);
            return;
        }
        WriteMark(json, value.Own);
        json.WritePropertyName(StateMarks.Whole);
        WritePlain(json, value, withLabels: true);
        json.WriteEndObject();
    }

    private void WriteSecretText(Utf8JsonWriter json, TextValue text)
    {
        WriteMark(json, text.Own);
        WriteTextMember(json, text.Text);
        json.WriteStartArray(StateMarks.Spans);
        foreach (var span in text.Spans)
        {
            json.WriteNumberValue(span.Start);
            json.WriteNumberValue(span.Length);
            labels.Write(json, span.Labels);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A value; of one with labels those of its parts alone, or none.</summary>
    public void WritePlain(Utf8JsonWriter json, Value value, bool withLabels)
    {
        switch (value)
        {
            case TextValue text:
                WriteText(json, text.Text);
                break;
            case NumberValue number:
                json.WriteRawValue(number.ToString(), skipInputValidation: true);
                break;
            case BooleanValue boolean:
                json.WriteBooleanValue(boolean.IsTrue);
                break;
            case ListValue list:
                json.WriteStartArray();
                foreach (var item in list.Items)
                    WritePart(json, item, withLabels);
                json.WriteEndArray();
                break;
            case MapValue map:
                WriteMap(json, map, withLabels);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private void WritePart(Utf8JsonWriter json, Value value, bool withLabels)
    {
        if (withLabels)
            WriteLabelled(json, value);
        else
            WritePlain(json, value, withLabels: false);
    }

    private void WriteMap(Utf8JsonWriter json, MapValue map, bool withLabels)
    {
        if (!IsPlain(map))
        {
            WriteMark(json, LabelSet.None);
            json.WriteStartArray(StateMarks.Members);
            foreach (var (name, member) in map.Members)
            {
                WriteText(json, name);
                WritePart(json, member, withLabels);
            }
            json.WriteEndArray();
            json.WriteEndObject();
            return;
        }
        json.WriteStartObject();
        foreach (var (name, member) in map.Members)
        {
            json.WritePropertyName(name);
            WritePart(json, member, withLabels);
        }
        json.WriteEndObject();
    }

    private static bool IsPlain(MapValue map)
    {
        if (map.Members is [(StateMarks.Mark, _), ..])
            return false;
        foreach (var (name, _) in map.Members)
        {
            if (!StateMarks.IsWhole(name))
                return false;
        }
        return true;
    }

    private void WriteMark(Utf8JsonWriter json, LabelSet own)
    {
        json.WriteStartObject();
        json.WritePropertyName(StateMarks.Mark);
        labels.Write(json, own);
    }

    public static void WriteText(Utf8JsonWriter json, string text)
    {
        if (StateMarks.IsWhole(text))
        {
            json.WriteStringValue(text);
            return;
        }
        json.WriteStartObject();
        json.WriteStartArray(StateMarks.Mark);
        json.WriteEndArray();
        WriteTextMember(json, text);
        json.WriteEndObject();
    }

    private static void WriteTextMember(Utf8JsonWriter json, string text)
    {
        if (StateMarks.IsWhole(text))
            json.WriteString(StateMarks.Whole, text);
        else
            json.WriteBase64String(StateMarks.Octets, MemoryMarshal.AsBytes(text.AsSpan()));
    }
}
