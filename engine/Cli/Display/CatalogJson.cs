using System.Text.Json;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.Display;

/// <summary>Scenarios as JSON: a list of maps.</summary>
internal static class CatalogJson
{
    public static string Write(IReadOnlyList<CatalogEntry> entries) =>
        PrintedJson.Write(json =>
        {
            json.WriteStartArray();
            foreach (var entry in entries)
                WriteEntry(json, entry);
            json.WriteEndArray();
        });

    private static void WriteEntry(Utf8JsonWriter json, CatalogEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("file", entry.Path.Replace('\\', '/'));
        json.WriteString("title", entry.Title);
        json.Texts("tags", entry.Tags);
        json.WriteStartArray("inputs");
        foreach (var input in entry.Inputs)
        {
            json.WriteStartObject();
            json.WriteString("name", input.Name);
            json.WriteString("type", input.Type);
            json.WriteBoolean("required", input.Required);
            json.WriteBoolean("secret", input.Secret);
            json.WriteString("description", input.Description);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("problems");
        foreach (var problem in entry.Diagnostics)
            DiagnosticJson.Write(json, new FileProblem(entry.Path, problem));
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
