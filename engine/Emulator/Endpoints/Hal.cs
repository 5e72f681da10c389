using System.Globalization;
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

    /// <summary>A reference to another resource: <c>{"id": …}</c>.</summary>
    public static JsonObject Reference(string id) => new() { ["id"] = id };

    /// <summary>UTC with milliseconds, such as <c>2026-04-20T16:19:34.570Z</c>.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    public static void AddIfKnown(JsonObject json, string name, string? value)
    {
        if (value is not null)
            json[name] = value;
    }
}
