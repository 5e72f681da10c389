namespace PingOneScenarios.Emulator.Flows;

/// <summary>A code a user was sent and has to give back: good once, for a time, and for so many tries.</summary>
internal sealed record SentCode(string Value, string Purpose, DateTimeOffset ExpiresAt, int TriesLeft)
{
    /// <summary>Whom it was sent to, while the flow must not say whether there is such a user.</summary>
    public string? UserId { get; init; }
}
