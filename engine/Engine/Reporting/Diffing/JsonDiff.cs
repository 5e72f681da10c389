using System.Globalization;
using System.Text.Json;

namespace PingOneScenarios.Engine.Reporting.Diffing;

/// <summary>Two JSON values against each other: members that came or went, types and values that changed.</summary>
/// <param name="before">Of the first run.</param>
/// <param name="after">Of the second run.</param>
/// <param name="tell">Takes the kind, the path, and both sides.</param>
internal sealed class JsonDiff(Normalizer before, Normalizer after, Action<ChangeKind, string, string, string> tell)
{
    private const int Deepest = 64;
    private const int Longest = 80;

    /// <param name="path">Of both, as in JSONPath.</param>
    /// <param name="a">Of the first run.</param>
    /// <param name="b">Of the second run.</param>
    public void Compare(string path, JsonElement a, JsonElement b) => Compare(path, a, b, 0);

    private void Compare(string path, JsonElement a, JsonElement b, int depth)
    {
        if (TypeOf(a) != TypeOf(b))
            tell(ChangeKind.Shape, path, TypeOf(a), TypeOf(b));
        else if (a.ValueKind == JsonValueKind.Object && depth < Deepest)
            CompareMembers(path, a, b, depth);
        else if (a.ValueKind == JsonValueKind.Array && depth < Deepest)
            CompareItems(path, a, b, depth);
        else if (Text(a, before) is var x && Text(b, after) is var y && x != y)
            tell(ChangeKind.Value, path, x, y);
    }

    private void CompareMembers(string path, JsonElement a, JsonElement b, int depth)
    {
        foreach (var member in a.EnumerateObject())
        {
            if (b.TryGetProperty(member.Name, out var other))
                Compare($"{path}.{before.Of(member.Name)}", member.Value, other, depth + 1);
            else if (!HasTwin(member.Name, before, b, after))
                tell(ChangeKind.Shape, $"{path}.{before.Of(member.Name)}", TypeOf(member.Value), "absent");
        }
        foreach (var member in b.EnumerateObject())
        {
            if (!a.TryGetProperty(member.Name, out _) && !HasTwin(member.Name, after, a, before))
                tell(ChangeKind.Shape, $"{path}.{after.Of(member.Name)}", "absent", TypeOf(member.Value));
        }
    }

    // Maps keyed by an id have another name in each run.
    private static bool HasTwin(string name, Normalizer own, JsonElement other, Normalizer others)
    {
        var normal = own.Of(name);
        return normal != name && other.EnumerateObject().Any(m => others.Of(m.Name) == normal);
    }

    private void CompareItems(string path, JsonElement a, JsonElement b, int depth)
    {
        if (a.GetArrayLength() != b.GetArrayLength())
            tell(ChangeKind.Shape, path, Items(a), Items(b));
        var number = 0;
        foreach (var (x, y) in a.EnumerateArray().Zip(b.EnumerateArray()))
            Compare(string.Create(CultureInfo.InvariantCulture, $"{path}[{number++}]"), x, y, depth + 1);
    }

    private static string Items(JsonElement list) =>
        list.GetArrayLength() == 1 ? "1 item" : string.Create(CultureInfo.InvariantCulture, $"{list.GetArrayLength()} items");

    private static string Text(JsonElement value, Normalizer normalizer)
    {
        // How a text is escaped is the writer's own affair.
        var text = normalizer.Of(value.ValueKind == JsonValueKind.String ? $"\"{value.GetString()}\"" : value.GetRawText());
        return text.Length <= Longest ? text : text[..Longest] + "…";
    }

    private static string TypeOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => "number",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            _ => "null",
        };
}
