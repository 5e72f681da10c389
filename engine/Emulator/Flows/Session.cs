namespace PingOneScenarios.Emulator.Flows;

/// <summary>A user's sign-on; <see cref="Token"/> is the value of the cookie <c>ST</c>.</summary>
internal sealed record Session(string Id, string Token, string UserId, DateTimeOffset CreatedAt)
{
    /// <summary>So long without a sign-on end a session; no setting changes it.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromDays(30);

    /// <summary>When the user last proved something: the <c>auth_time</c>.</summary>
    public DateTimeOffset SignedOnAt { get; init; } = CreatedAt;

    /// <summary>The last time it was used.</summary>
    public DateTimeOffset ActiveAt { get; init; } = CreatedAt;

    /// <summary>Where the last sign-on came from.</summary>
    public string RemoteIp { get; init; } = "";

    /// <summary>What the browser called itself; null when it said nothing.</summary>
    public string? UserAgent { get; init; }

    /// <summary>What the session vouches for.</summary>
    public Deeds Deeds { get; init; } = Deeds.None;

    /// <summary>The policy of the last sign-on.</summary>
    public string Acr { get; init; } = SignOnPolicies.SingleFactor;

    public IEnumerable<string> Amr => Deeds.Methods.Keys;
}
