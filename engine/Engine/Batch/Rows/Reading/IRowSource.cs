using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Batch.Rows.Reading;

/// <summary>Rows as one kind of file has them.</summary>
internal interface IRowSource
{
    /// <summary>The names in the header, trimmed; empty where each row names its own.</summary>
    ImmutableArray<string> Columns { get; }

    /// <summary>What stands between cells; null where nothing does.</summary>
    char? Separator { get; }

    /// <summary>All rows, from the first; each call begins anew.</summary>
    /// <exception cref="DiagnosticException">A row cannot be read, and so none behind it.</exception>
    IEnumerable<DataRow> Read();
}
