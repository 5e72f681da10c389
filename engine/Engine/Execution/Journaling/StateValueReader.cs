using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Execution.Journaling;

/// <summary>Reads values that are written as <see cref="StateMarks"/> says.</summary>
/// <param name="log">Has the labels by their numbers.</param>
internal sealed class StateValueReader(SecretLog log)
{
    /// <summary>The value with the labels of each part; null for a secret that was withheld.</summary>
    public Value? Read(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => ReadObject(json),
            JsonValueKind.Array => new ListValue(ReadItems(json)),
            JsonValueKind.String => new TextValue(json.GetString()!),
            JsonValueKind.Number => ReadNumber(json),
            JsonValueKind.True => Value.True,
            JsonValueKind.False => Value.False,
            JsonValueKind.Null => Value.Null,
            _ => throw Damaged("a value"),
        };

    /// <summary>The labels with these numbers.</summary>
    public LabelSet ReadLabels(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array)
            throw Damaged("labels");
        var labels = LabelSet.None;
        foreach (var number in json.EnumerateArray())
        {
            if (!number.TryGetInt32(out var at) || !log.TryGetLabel(at, out var label))
                throw Damaged("a label");
            labels = labels.Union(LabelSet.Of(label));
        }
        return labels;
    }

    /// <summary>A text that has no labels.</summary>
    public static string ReadText(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString()! : ReadTextMember(json);

    /// <summary>A member that is there.</summary>
    public static JsonElement Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : throw Damaged($"a member {name}");

    /// <summary>The value of an object, which was not withheld.</summary>
    public Value ReadMember(JsonElement json) => Read(Member(json, StateMarks.Whole)) ?? throw Damaged("a value that is there");

    /// <summary>To be thrown.</summary>
    public static JsonException Damaged(string what) => new($"the state of a run has no {what} where one belongs");

    private Value? ReadObject(JsonElement json)
    {
        using var members = json.EnumerateObject();
        if (members.MoveNext() && members.Current.NameEquals(StateMarks.Mark))
            return members.Current.Value.ValueKind == JsonValueKind.Null ? null : ReadMarked(json, ReadLabels(members.Current.Value));
        return ReadMap(json);
    }

    private Value ReadMarked(JsonElement json, LabelSet own)
    {
        if (json.TryGetProperty(StateMarks.Members, out var members))
            return ReadMembers(members).Labelled(own);
        if (json.TryGetProperty(StateMarks.Spans, out var spans))
            return new TextValue(ReadTextMember(json), ReadSpans(spans)).Labelled(own);
        return json.TryGetProperty(StateMarks.Octets, out _) ? new TextValue(ReadTextMember(json)) : ReadMember(json).Labelled(own);
    }

    private static string ReadTextMember(JsonElement json) =>
        json.TryGetProperty(StateMarks.Octets, out var octets)
            ? new string(MemoryMarshal.Cast<byte, char>(octets.GetBytesFromBase64()))
            : Member(json, StateMarks.Whole).GetString() ?? throw Damaged("text");

    private ImmutableArray<LabelledSpan> ReadSpans(JsonElement json)
    {
        var spans = ImmutableArray.CreateBuilder<LabelledSpan>(json.GetArrayLength() / 3);
        var parts = json.EnumerateArray();
        while (parts.MoveNext())
        {
            var start = parts.Current.GetInt32();
            parts.MoveNext();
            var length = parts.Current.GetInt32();
            parts.MoveNext();
            spans.Add(new LabelledSpan(start, length, ReadLabels(parts.Current)));
        }
        return spans.ToImmutable();
    }

    private MapValue ReadMap(JsonElement json)
    {
        var members = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>();
        foreach (var member in json.EnumerateObject())
            members.Add(new(member.Name, Part(member.Value)));
        return members.Count == 0 ? MapValue.Empty : new MapValue(members.DrainToImmutable());
    }

    private MapValue ReadMembers(JsonElement json)
    {
        var members = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>(json.GetArrayLength() / 2);
        var parts = json.EnumerateArray();
        while (parts.MoveNext())
        {
            var name = ReadText(parts.Current);
            parts.MoveNext();
            members.Add(new(name, Part(parts.Current)));
        }
        return new MapValue(members.DrainToImmutable());
    }

    private ImmutableArray<Value> ReadItems(JsonElement json)
    {
        var items = ImmutableArray.CreateBuilder<Value>(json.GetArrayLength());
        foreach (var item in json.EnumerateArray())
            items.Add(Part(item));
        return items.DrainToImmutable();
    }

    private Value Part(JsonElement json) => Read(json) ?? throw Damaged("part of a value");

    // Minus zero is the one whole number that would lose a letter.
    private static NumberValue ReadNumber(JsonElement json) =>
        json.TryGetInt64(out var whole) && (whole != 0 || JsonMarshal.GetRawUtf8Value(json)[0] != '-')
            ? NumberValue.From(whole)
            : NumberValue.Written(json.GetRawText());
}
