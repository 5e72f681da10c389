namespace PingOneScenarios.Emulator.Store;

/// <summary>A code that was sent to a user; five wrong tries or five minutes end it.</summary>
internal sealed record OneTimeCode(string Value, DateTimeOffset ExpiresAt)
{
    public const int MostFailures = 5;

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Wrong tries so far.</summary>
    public int Failures { get; init; }

    public bool IsAlive(DateTimeOffset now) => now < ExpiresAt && Failures < MostFailures;
}
