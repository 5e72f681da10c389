using System.Text.Json;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Cli.Display;

/// <summary>Diagnostics as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines.</summary>
internal static class SarifLog
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    public static string Write(IReadOnlyList<FileProblem> problems) =>
        PrintedJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json);
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (var problem in problems)
                WriteResult(json, problem);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        });

    private static void WriteTool(Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "p1s");
        json.WriteString("version", typeof(SarifLog).Assembly.GetName().Version!.ToString(3));
        json.WriteStartArray("rules");
        foreach (var code in DiagnosticCodes.All)
        {
            json.WriteStartObject();
            json.WriteString("id", code.Id);
            WriteText(json, "shortDescription", code.Title);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", DiagnosticText.Word(code.Severity));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, FileProblem problem)
    {
        var diagnostic = problem.Diagnostic;
        json.WriteStartObject();
        json.WriteString("ruleId", diagnostic.Code.Id);
        json.WriteNumber("ruleIndex", DiagnosticCodes.All.IndexOf(diagnostic.Code));
        json.WriteString("level", problem.Severity);
        WriteText(json, "message", FileProblem.MessageOf(diagnostic));
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", UriOf(problem.Path));
        json.WriteEndObject();
        if (problem.HasPlace)
            WriteRegion(json, problem);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRegion(Utf8JsonWriter json, FileProblem problem)
    {
        json.WriteStartObject("region");
        json.WriteNumber("startLine", problem.Start.Line);
        json.WriteNumber("startColumn", problem.Start.Column);
        json.WriteNumber("endLine", problem.End.Line);
        json.WriteNumber("endColumn", problem.End.Column);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    // Relative to the folder the command runs in, whose place the reader of the log knows; an absolute path stays absolute.
    private static string UriOf(string path)
    {
        var here = Path.GetFullPath(".");
        var full = Path.GetFullPath(path);
        var relative = Path.GetRelativePath(here, full);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? new Uri(full).AbsoluteUri
            : string.Join('/', relative.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
    }
}
