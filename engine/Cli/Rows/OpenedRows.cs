using PingOneScenarios.Engine.Batch.Rows;

namespace PingOneScenarios.Cli.Rows;

/// <summary>A file of rows, open and looked at.</summary>
internal sealed record OpenedRows(RowFile File, CheckedRows Checked) : IDisposable
{
    public void Dispose() => File.Dispose();
}
