namespace PingOneScenarios.Engine.Execution;

/// <summary>What was sent of a step before it is tried again.</summary>
/// <param name="Attempts">How many attempts may have done something.</param>
/// <param name="Elapsed">How long they took, with the pauses.</param>
internal sealed record SentBefore(int Attempts, TimeSpan Elapsed)
{
    public static SentBefore Nothing { get; } = new(0, TimeSpan.Zero);

    /// <summary>Whether one more is all there is to be, whatever its retry says.</summary>
    public bool IsOneMore { get; init; }
}
