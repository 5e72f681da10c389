using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Batch.Rows;

/// <summary>A row of a file of rows: what it gives to inputs.</summary>
/// <param name="Number">From 1, without the header.</param>
/// <param name="Line">Of the file, from 1, where it begins.</param>
/// <param name="Cells">By the names of inputs, in the order of the file, as text; lists and maps as JSON. A cell that gives nothing is not among them.</param>
internal sealed record DataRow(long Number, long Line, ImmutableArray<KeyValuePair<string, string>> Cells);
