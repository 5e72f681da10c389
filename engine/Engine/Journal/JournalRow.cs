namespace PingOneScenarios.Engine.Journal;

/// <summary>A row of a run.</summary>
/// <param name="Run">The id of the run.</param>
/// <param name="Number">From 0, without a gap.</param>
/// <param name="At">When it was written.</param>
/// <param name="Body">Sealed by whoever wrote it.</param>
internal sealed record JournalRow(string Run, int Number, DateTimeOffset At, ReadOnlyMemory<byte> Body)
{
    /// <summary>Of what is in a row, and of how it is sealed.</summary>
    public const int Schema = 1;
}
