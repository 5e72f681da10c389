using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Cli.Display;

/// <summary>Diagnostics as JSON: a list of objects, one a diagnostic (decisions/0025).</summary>
internal static class DiagnosticJson
{
    public static readonly Shape<FileProblem> Problem = new Shape<FileProblem>("problem", "What is wrong, where, why, and how to mend it.")
        .Text("file", "Its path as the user knows it, with forward slashes.", p => p.Path)
        .Number("line", "From 1; 1 for the file as a whole.", p => p.Start.Line)
        .Number("column", "From 1, in UTF-16 units.", p => p.Start.Column)
        .Number("endLine", "The line it ends in.", p => p.End.Line)
        .Number("endColumn", "Behind its last letter.", p => p.End.Column)
        .Choice("severity", "How much it weighs.", p => p.Diagnostic.Severity)
        .Text("code", "See p1s explain.", p => p.Diagnostic.Code.Id)
        .Text("message", "What is wrong.", p => p.Diagnostic.What)
        .NullableText("why", "The reason; null when the message says it all.", p => p.Diagnostic.Why)
        .Text("fix", "What to do about it.", p => p.Diagnostic.Fix);

    public static string Write(IReadOnlyList<FileProblem> problems) => PrintedJson.Write(Problem, problems);

    /// <summary>The JSON Schema of what <see cref="Write"/> writes.</summary>
    public static string Schema() =>
        ShapeSchema.WriteList(
            "p1s validate",
            "What p1s validate --format json prints. Members may be added, none is renamed or removed.",
            Problem
        );
}
