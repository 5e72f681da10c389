namespace PingOneScenarios.Emulator.Flows;

/// <summary>A code a user was sent and has to give back: good once, for a time, and for so many tries.</summary>
internal sealed record SentCode(string Value, string Purpose, DateTimeOffset ExpiresAt, int TriesLeft);
