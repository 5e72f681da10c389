using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PingOneScenarios.Emulator.Checks;

namespace PingOneScenarios.Emulator.Entities;

/// <summary>A member of an entity: its name and how its value is read, which notes what is wrong with it. Null leaves the member out.</summary>
internal sealed record Field(string Name, Func<PropertyReader, string, JsonNode?> Read)
{
    public static Field Text(string name, bool required = false, int minimum = 0, int maximum = int.MaxValue, Regex? pattern = null) =>
        new(
            name,
            (fields, member) =>
                fields.Text(member, required, (required && minimum == 0 ? 1 : minimum, maximum), pattern) is { } text ? text : null
        );

    public static Field Flag(string name, bool? ifAbsent = null, bool required = false) =>
        new(name, (fields, member) => (fields.Flag(member, required) ?? ifAbsent) is { } flag ? flag : null);

    public static Field Number(string name, int minimum, int maximum, int? ifAbsent = null, bool required = false) =>
        new(
            name,
            (fields, member) =>
            {
                if (required && !fields.Has(member))
                    fields.Missing(member);
                return (fields.Number(member, minimum, maximum) ?? ifAbsent) is { } number ? number : null;
            }
        );

    public static Field Choice(string name, IReadOnlyList<string> allowed, string? ifAbsent = null, bool required = false) =>
        new(name, (fields, member) => (fields.Choice(member, allowed, required) ?? ifAbsent) is { } text ? text : null);

    public static Field Choices(string name, IReadOnlyList<string> allowed, bool required = false) =>
        new(name, (fields, member) => fields.Has(member) || required ? List(fields.Choices(member, allowed, required)) : null);

    public static Field Texts(string name, bool required = false) =>
        new(name, (fields, member) => fields.Has(member) || required ? List(fields.Texts(member, required)) : null);

    /// <summary>An object with members of its own; one that is absent and not required is left out.</summary>
    public static Field Object(string name, bool required, params ImmutableArray<Field> members) =>
        new(
            name,
            (fields, member) =>
            {
                if (required && !fields.Has(member))
                    fields.Missing(member);
                return fields.Child(member) is { } child ? ReadAll(child, members) : null;
            }
        );

    /// <summary>A list of objects with members of their own.</summary>
    public static Field Objects(string name, bool required, params ImmutableArray<Field> members) =>
        new(
            name,
            (fields, member) =>
                fields.Children(member, required) is { } children
                    ? new JsonArray([.. children.Select(JsonNode (child) => ReadAll(child, members))])
                    : null
        );

    /// <summary>A reference to another resource: <c>{"id": …}</c>.</summary>
    public static Field Reference(string name, bool required = false) => Object(name, required, Text("id", required: true));

    /// <summary>Any JSON, kept as it is.</summary>
    public static Field Any(string name, bool required = false) =>
        new(
            name,
            (fields, member) =>
            {
                if (required && !fields.Has(member))
                    fields.Missing(member);
                return fields.Any(member);
            }
        );

    /// <summary>The members in the order of the table.</summary>
    public static JsonObject ReadAll(PropertyReader fields, ImmutableArray<Field> members)
    {
        var json = new JsonObject();
        foreach (var member in members)
            if (member.Read(fields, member.Name) is { } value)
                json[member.Name] = value;
        return json;
    }

    private static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
