using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Cli.Display;

/// <summary>Scenarios as JSON: a list of objects, one a file (decisions/0025).</summary>
internal static class CatalogJson
{
    private static readonly Shape<CatalogInput> Input = new Shape<CatalogInput>("input", "A value the scenario takes.")
        .Text("name", "The variable.", i => i.Name)
        .Text("type", "As the language calls it.", i => i.Type)
        .Flag("required", "Whether a run needs a value for it.", i => i.Required)
        .Flag("secret", "Whether its value is only named.", i => i.Secret)
        .NullableText("description", "For people; null when there is none.", i => i.Description);

    private static readonly Shape<CatalogEntry> Scenario = new Shape<CatalogEntry>("scenario", "A scenario file.")
        .Text("file", "Its path from the folder the command runs in, with forward slashes.", e => e.Path.Replace('\\', '/'))
        .Text("title", "Empty when the file cannot be read.", e => e.Title)
        .Texts("tags", "As written.", e => e.Tags)
        .List("inputs", "In the order of the file.", Input, e => e.Inputs)
        .List(
            "problems",
            "What is wrong with the file by itself; what it includes is not looked at.",
            DiagnosticJson.Problem,
            e => e.Diagnostics.Select(d => new FileProblem(e.Path, d))
        );

    public static string Write(IReadOnlyList<CatalogEntry> entries) => PrintedJson.Write(Scenario, entries);

    /// <summary>The JSON Schema of what <see cref="Write"/> writes.</summary>
    public static string Schema() =>
        ShapeSchema.WriteList(
            "p1s list",
            "What p1s list --format json prints. Members may be added, none is renamed or removed.",
            Scenario
        );
}
