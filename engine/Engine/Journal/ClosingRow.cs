namespace PingOneScenarios.Engine.Journal;

/// <summary>
/// The last row of a run nobody will go on with or take back: it stands for all before it, which are let go. Sealed as every row, so that
/// nobody else can shorten a run. Decision 0108.
/// </summary>
internal static class ClosingRow
{
    /// <summary>What stands in it.</summary>
    public static ReadOnlyMemory<byte> Body { get; } = "{\"closes\":true}"u8.ToArray();

    /// <summary>Whether an opened row is one.</summary>
    public static bool Is(JournalRow row) => row.Number > 0 && row.Body.Span.SequenceEqual(Body.Span);
}
