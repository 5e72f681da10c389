using System.Text.Json;

namespace PingOneScenarios.Engine.Reporting.Json;

/// <summary>A kind of JSON object in a report: its members in their order, each with its meaning. Writing and the schema both come from it.</summary>
internal abstract class Shape(string name, string meaning)
{
    /// <summary>In the schema.</summary>
    public string Name => name;

    public string Meaning => meaning;

    /// <summary>What is known of each member.</summary>
    public abstract IEnumerable<ShapeMember> Members { get; }
}

/// <summary>A member of a shape.</summary>
/// <param name="Name">In JSON.</param>
/// <param name="Meaning">With the unit, and what its absence means.</param>
/// <param name="Type">Of JSON Schema; <c>array</c> for lists.</param>
/// <param name="IsOptional">Whether it may be left out.</param>
internal sealed record ShapeMember(string Name, string Meaning, string Type, bool IsOptional)
{
    /// <summary>Of the object, or of the items of the list; null for plain values.</summary>
    public Shape? Shape { get; init; }

    /// <summary>Whether null stands where there is nothing.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Of the items of a list of plain values; null elsewhere.</summary>
    public string? ItemType { get; init; }

    /// <summary>The values it may have; empty for any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}

/// <inheritdoc cref="Shape"/>
/// <typeparam name="T">What is written.</typeparam>
internal sealed partial class Shape<T>(string name, string meaning) : Shape(name, meaning)
{
    private readonly List<(ShapeMember Member, Action<Utf8JsonWriter, T> Write)> members = [];

    public override IEnumerable<ShapeMember> Members => members.Select(m => m.Member);

    public void Write(Utf8JsonWriter json, T value)
    {
        json.WriteStartObject();
        WriteMembers(json, value);
        json.WriteEndObject();
    }

    public void WriteMembers(Utf8JsonWriter json, T value)
    {
        foreach (var (_, write) in members)
            write(json, value);
    }

    public Shape<T> Text(string name, string meaning, Func<T, string> get) =>
        Add(new ShapeMember(name, meaning, "string", false), (json, value) => json.WriteString(name, get(value)));

    public Shape<T> OptionalText(string name, string meaning, Func<T, string?> get) =>
        Add(
            new ShapeMember(name, meaning, "string", true),
            (json, value) =>
            {
                if (get(value) is { } text)
                    json.WriteString(name, text);
            }
        );

    public Shape<T> Choice<TChoice>(string name, string meaning, Func<T, TChoice> get)
        where TChoice : struct, Enum =>
        Add(
            new ShapeMember(name, meaning, "string", false) { Choices = [.. Enum.GetValues<TChoice>().Select(Words.Of)] },
            (json, value) => json.WriteString(name, Words.Of(get(value)))
        );

    public Shape<T> Flag(string name, string meaning, Func<T, bool> get) =>
        Add(new ShapeMember(name, meaning, "boolean", false), (json, value) => json.WriteBoolean(name, get(value)));

    /// <summary>True, or absent.</summary>
    public Shape<T> Mark(string name, string meaning, Func<T, bool> get) =>
        Add(
            new ShapeMember(name, meaning, "boolean", true),
            (json, value) =>
            {
                if (get(value))
                    json.WriteBoolean(name, true);
            }
        );

    public Shape<T> Number(string name, string meaning, Func<T, long> get) =>
        Add(new ShapeMember(name, meaning, "integer", false), (json, value) => json.WriteNumber(name, get(value)));

    public Shape<T> OptionalNumber(string name, string meaning, Func<T, long?> get) =>
        Add(
            new ShapeMember(name, meaning, "integer", true),
            (json, value) =>
            {
                if (get(value) is { } number)
                    json.WriteNumber(name, number);
            }
        );

    /// <summary>With a fraction.</summary>
    public Shape<T> Real(string name, string meaning, Func<T, double?> get, bool isOptional = false) =>
        Add(
            new ShapeMember(name, meaning, "number", isOptional),
            (json, value) =>
            {
                if (get(value) is { } number)
                    json.WriteNumber(name, number);
            }
        );

    /// <summary>In milliseconds, exact: a tick is a ten-thousandth of one.</summary>
    public Shape<T> Time(string name, string meaning, Func<T, TimeSpan?> get, bool isOptional = false) =>
        Add(
            new ShapeMember(name, $"{meaning}, in milliseconds", "number", isOptional),
            (json, value) =>
            {
                if (get(value) is { } time)
                    json.WriteNumber(name, Math.Round(time.TotalMilliseconds, 4));
            }
        );

    /// <summary>RFC 3339, with an offset.</summary>
    public Shape<T> Moment(string name, string meaning, Func<T, DateTimeOffset> get) =>
        Add(new ShapeMember(name, $"{meaning} (RFC 3339)", "string", false), (json, value) => json.WriteString(name, get(value)));

    public Shape<T> Texts(string name, string meaning, Func<T, IEnumerable<string>> get) =>
        Add(
            new ShapeMember(name, meaning, "array", false) { ItemType = "string" },
            (json, value) =>
            {
                json.WriteStartArray(name);
                foreach (var text in get(value))
                    json.WriteStringValue(text);
                json.WriteEndArray();
            }
        );

    public Shape<T> Object<TMember>(string name, string meaning, Shape<TMember> shape, Func<T, TMember> get) =>
        Add(
            new ShapeMember(name, meaning, "object", false) { Shape = shape },
            (json, value) =>
            {
                json.WritePropertyName(name);
                shape.Write(json, get(value));
            }
        );

    public Shape<T> OptionalObject<TMember>(string name, string meaning, Shape<TMember> shape, Func<T, TMember?> get)
        where TMember : class =>
        Add(
            new ShapeMember(name, meaning, "object", true) { Shape = shape },
            (json, value) =>
            {
                if (get(value) is not { } member)
                    return;
                json.WritePropertyName(name);
                shape.Write(json, member);
            }
        );

    public Shape<T> List<TItem>(string name, string meaning, Shape<TItem> shape, Func<T, IEnumerable<TItem>> get) =>
        Add(
            new ShapeMember(name, meaning, "array", false) { Shape = shape },
            (json, value) =>
            {
                json.WriteStartArray(name);
                foreach (var item in get(value))
                    shape.Write(json, item);
                json.WriteEndArray();
            }
        );

    /// <summary>A text of JSON, put in as the object it is; as a text when a secret was taken out of it in such a way that it is none any more.</summary>
    public Shape<T> Raw(string name, string meaning, Func<T, string?> get) =>
        Add(
            new ShapeMember(name, meaning, "object", true),
            (json, value) =>
            {
                if (get(value) is not { } text)
                    return;
                json.WritePropertyName(name);
                WriteRaw(json, text);
            }
        );

    private static void WriteRaw(Utf8JsonWriter json, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            document.RootElement.WriteTo(json);
        }
        catch (JsonException)
        {
            json.WriteStringValue(text);
        }
    }

    /// <summary>All members of another shape, in the place of one.</summary>
    public Shape<T> Include<TPart>(Shape<TPart> shape, Func<T, TPart> get)
    {
        foreach (var (member, write) in shape.members)
            Add(member, (json, value) => write(json, get(value)));
        return this;
    }

    private Shape<T> Add(ShapeMember member, Action<Utf8JsonWriter, T> write)
    {
        members.Add((member, write));
        return this;
    }
}
