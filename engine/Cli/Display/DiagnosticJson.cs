using System.Text.Json;

namespace PingOneScenarios.Cli.Display;

/// <summary>Diagnostics as JSON: a list of maps, one a diagnostic.</summary>
internal static class DiagnosticJson
{
    public static string Write(IReadOnlyList<FileProblem> problems) =>
        PrintedJson.Write(json =>
        {
            json.WriteStartArray();
            foreach (var problem in problems)
                Write(json, problem);
            json.WriteEndArray();
        });

    public static void Write(Utf8JsonWriter json, FileProblem problem)
    {
        json.WriteStartObject();
        json.WriteString("file", problem.Path);
        json.WriteNumber("line", problem.Start.Line);
        json.WriteNumber("column", problem.Start.Column);
        json.WriteNumber("endLine", problem.End.Line);
        json.WriteNumber("endColumn", problem.End.Column);
        json.WriteString("severity", problem.Severity);
        json.WriteString("code", problem.Diagnostic.Code.Id);
        json.WriteString("message", problem.Diagnostic.What);
        json.WriteString("why", problem.Diagnostic.Why);
        json.WriteString("fix", problem.Diagnostic.Fix);
        json.WriteEndObject();
    }
}
