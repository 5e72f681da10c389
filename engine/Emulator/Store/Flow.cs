namespace PingOneScenarios.Emulator.Store;

/// <summary>A sign-on in progress. <see cref="Browser"/> is the cookie it is bound to.</summary>
internal sealed record Flow(string Id, AuthorizeRequest Request, string Browser, DateTimeOffset CreatedAt)
{
    /// <summary>Fifteen minutes without a call end a flow.</summary>
    public static readonly TimeSpan InactivityLimit = TimeSpan.FromMinutes(15);

    public string Status { get; init; } = FlowStatus.UsernamePasswordRequired;

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Null until the username and password were right.</summary>
    public string? UserId { get; init; }

    /// <summary>Null until the user is signed on.</summary>
    public Session? Session { get; init; }
}

/// <summary>The flow statuses the emulator knows.</summary>
internal static class FlowStatus
{
    public const string UsernamePasswordRequired = "USERNAME_PASSWORD_REQUIRED";
    public const string MustChangePassword = "MUST_CHANGE_PASSWORD";
    public const string PasswordExpired = "PASSWORD_EXPIRED";
    public const string Completed = "COMPLETED";
}
