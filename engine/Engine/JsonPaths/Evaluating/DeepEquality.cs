using System.Runtime.InteropServices;
using System.Text.Json;

namespace PingOneScenarios.Engine.JsonPaths.Evaluating;

/// <summary>
/// Equality of JSON values: numbers by value, texts by characters, lists in order, maps in any order. Unlike <see cref="JsonElement.DeepEquals"/> it takes
/// every document that can be parsed: enormous exponents and halves of surrogate pairs do not throw.
/// </summary>
internal static class DeepEquality
{
    internal static bool AreEqual(JsonElement left, JsonElement right)
    {
        if (left.ValueKind != right.ValueKind)
            return false;
        return left.ValueKind switch
        {
            JsonValueKind.Number => JsonNumber.Compare(JsonMarshal.GetRawUtf8Value(left), JsonMarshal.GetRawUtf8Value(right)) == 0,
            JsonValueKind.String => RawText.AreEqual(left, right),
            JsonValueKind.Array => AreEqualLists(left, right),
            JsonValueKind.Object => AreEqualMaps(left, right),
            _ => true,
        };
    }

    private static bool AreEqualLists(JsonElement left, JsonElement right)
    {
        if (left.GetArrayLength() != right.GetArrayLength())
            return false;
        var others = right.EnumerateArray();
        foreach (var item in left.EnumerateArray())
        {
            others.MoveNext();
            if (!AreEqual(item, others.Current))
                return false;
        }
        return true;
    }

    /// <summary>Compares in step as long as both have the same names in the same order, by name as soon as they differ.</summary>
    private static bool AreEqualMaps(JsonElement left, JsonElement right)
    {
        var others = right.EnumerateObject();
        foreach (var member in left.EnumerateObject())
        {
            if (!others.MoveNext() || !RawText.AreSameName(member, others.Current))
                return AreEqualByName(left, right);
            if (!AreEqual(member.Value, others.Current.Value))
                return false;
        }
        return !others.MoveNext() || AreEqualByName(left, right);
    }

    private static bool AreEqualByName(JsonElement left, JsonElement right)
    {
        var (members, others) = (Members(left), Members(right));
        return members.Count == others.Count
            && members.All(member => others.TryGetValue(member.Key, out var other) && AreEqual(member.Value, other));
    }

    /// <summary>Of several members with one name the last counts, as in <see cref="RawText.TryMember"/>.</summary>
    private static Dictionary<string, JsonElement> Members(JsonElement map)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in map.EnumerateObject())
            members[RawText.ReadName(member)] = member.Value;
        return members;
    }
}
