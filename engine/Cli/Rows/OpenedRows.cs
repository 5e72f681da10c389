using PingOneScenarios.Engine.Batch.Rows;

namespace PingOneScenarios.Cli.Rows;

/// <summary>A file of rows, open and looked at.</summary>
internal sealed record OpenedRows(RowFile File, CheckedRows Checked) : IDisposable
{
    /// <summary>Null for what came through a pipe.</summary>
    public string? Path => File.IsPiped ? null : File.Path;

    public void Dispose() => File.Dispose();
}
