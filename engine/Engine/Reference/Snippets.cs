using System.Collections.Immutable;
using System.Text.Json;

namespace PingOneScenarios.Engine.Reference;

/// <summary>Beginnings that an editor offers, in the form of the YAML language server: <c>$1</c> is where the cursor goes next.</summary>
internal static class Snippets
{
    private static readonly ImmutableArray<(string Table, string Label, string Description, string Body)> Rows =
    [
        (
            "step",
            "request step",
            "A request with what is expected of its answer",
            """{ "step": "${1:Read the users}", "request": "${2:GET} <<apiPath>>/${3:users}", "expect": { "status": "${4:200}" } }"""
        ),
        (
            "step",
            "call step",
            "Another scenario file to run",
            """{ "step": "${1:Get a token}", "call": "${2:../shared/worker-access-token.yaml}", "extract": { "${3:accessToken}": "<<outputs.${3:accessToken}>>" } }"""
        ),
        (
            "retry",
            "poll until",
            "Asks again until an expression is true of the answer",
            """{ "until": "<<response.json.${1:status} == \"${2:READY}\">>", "every": "${3:2s}", "within": "${4:1m}" }"""
        ),
        (
            "retry",
            "retry failures",
            "Asks again when the server is busy or away",
            """{ "on": [429, 503, "connection"], "attempts": "${1:5}" }"""
        ),
        (
            "expect",
            "status and structure",
            "The status and members of the JSON body",
            """{ "status": "${1:200}", "json": { "${2:id}": "<<is.${3:uuid}>>" } }"""
        ),
    ];

    public static void Write(Utf8JsonWriter json, string table)
    {
        var rows = Rows.Where(r => r.Table == table).ToList();
        if (rows.Count == 0)
            return;
        json.WriteStartArray("defaultSnippets");
        foreach (var (_, label, description, body) in rows)
        {
            json.WriteStartObject();
            json.WriteString("label", label);
            json.WriteString("description", description);
            json.WritePropertyName("body");
            using var parsed = JsonDocument.Parse(body);
            parsed.RootElement.WriteTo(json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
