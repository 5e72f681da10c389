namespace PingOneScenarios.Emulator.Store;

/// <summary>A user's sign-on; <see cref="Token"/> is the value of the cookie <c>ST</c>.</summary>
internal sealed record Session(string Id, string Token, string UserId, DateTimeOffset CreatedAt)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);
}
