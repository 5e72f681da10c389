using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary>The parts every management body has: links, timestamps, references.</summary>
internal static class Hal
{
    /// <summary>The <c>_links</c> object, in the order given.</summary>
    public static JsonObject Links(params IEnumerable<(string Name, string Href)> links)
    {
        var json = new JsonObject();
        foreach (var (name, href) in links)
            json[name] = new JsonObject { ["href"] = href };
        return json;
    }

    /// <summary>The same, written at once.</summary>
    public static void WriteLinks(Utf8JsonWriter json, params ReadOnlySpan<(string Name, string Href)> links)
    {
        json.WriteStartObject("_links"u8);
        foreach (var (name, href) in links)
        {
            json.WriteStartObject(name);
            json.WriteString("href"u8, href);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary>How a resource is written of which there is a way to make JSON.</summary>
    public static Action<Utf8JsonWriter, Call, T> Written<T>(Func<Call, T, JsonObject> toJson) =>
        (json, call, item) =>
        {
            foreach (var (name, value) in toJson(call, item))
                Write(json, name, value);
        };

    public static void Write(Utf8JsonWriter json, string name, JsonNode? value)
    {
        json.WritePropertyName(name);
        if (value is null)
            json.WriteNullValue();
        else
            value.WriteTo(json);
    }

    /// <inheritdoc cref="Reference"/>
    public static void WriteReference(Utf8JsonWriter json, string name, string id)
    {
        json.WriteStartObject(name);
        json.WriteString("id"u8, id);
        json.WriteEndObject();
    }

    /// <summary>A reference to another resource: <c>{"id": …}</c>.</summary>
    public static JsonObject Reference(string id) => new() { ["id"] = id };

    /// <summary>UTC with milliseconds, such as <c>2026-04-20T16:19:34.570Z</c>.</summary>
    public static string Time(DateTimeOffset time) =>
        string.Concat(time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture).AsSpan(0, 23), "Z");

    public static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    public static void AddIfKnown(JsonObject json, string name, string? value)
    {
        if (value is not null)
            json[name] = value;
    }
}
