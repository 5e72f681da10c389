using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Batch.Rows.Outcomes;

/// <summary>Where it is written what became of rows.</summary>
/// <param name="Output">A file for all rows; null for none.</param>
/// <param name="Failed">A file for those that failed; null for none.</param>
internal sealed record OutcomeWish(string? Output, string? Failed)
{
    /// <summary>Columns besides those every file has: the names of the outputs of all scenarios.</summary>
    public ImmutableArray<string> Outputs { get; init; } = [];

    /// <summary>Whether several scenarios are run, so that each row says which.</summary>
    public bool NamesScenario { get; init; }

    /// <summary>Whether there are several environments, so that each row says which.</summary>
    public bool NamesEnvironment { get; init; }

    /// <summary>Files that are read, which nothing is written over: scenarios, environments, those behind <c>--set</c>. The file of rows need not be among them.</summary>
    public ImmutableArray<string> Read { get; init; } = [];

    /// <summary>Where the user wrote a path.</summary>
    public Func<string, SourceSpan> PlaceOf { get; init; } = _ => new SourceText("run settings", "").Beginning;

    /// <summary>Gives a writer that looks along (trust rule 10): the name of what is written, its writer.</summary>
    public Func<string, TextWriter, TextWriter> Watch { get; init; } = (_, text) => text;

    /// <summary>The file of failed rows beside a file of all rows: <c>rows.csv</c>, <c>rows.failed.csv</c>; where empty texts count, as in JSON, <c>rows.failed.jsonl</c>.</summary>
    public static string FailedBeside(string output, RowKind kind) =>
        Path.ChangeExtension(output, kind == RowKind.Csv ? "failed.csv" : "failed.jsonl");
}
