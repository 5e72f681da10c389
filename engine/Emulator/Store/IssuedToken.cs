using System.Collections.Immutable;
using PingOneScenarios.Emulator.Flows;

namespace PingOneScenarios.Emulator.Store;

/// <summary>A token that was given out and can be looked up again.</summary>
internal sealed record IssuedToken
{
    /// <summary>Of an access token that is for no custom resource, and of an ID token.</summary>
    public static readonly TimeSpan AccessLifetime = TimeSpan.FromHours(1);

    /// <summary>True for a refresh token, false for an access token.</summary>
    public bool IsRefresh { get; init; }
    public required string ClientId { get; init; }

    /// <summary>Of the client.</summary>
    public required string EnvironmentId { get; init; }

    /// <summary>Null when a client asked for itself (client_credentials).</summary>
    public Session? Session { get; init; }

    /// <summary>What a refresh token renews; null for an access token.</summary>
    public AuthorizeRequest? Request { get; init; }

    /// <summary>Null when no scope was granted.</summary>
    public string? Scope { get; init; }

    /// <summary>Whom an access token is for; empty for a refresh token.</summary>
    public ImmutableArray<string> Audience { get; init; } = [];

    /// <summary>What revoking revokes together: the code the tokens come from; null for a token of its own.</summary>
    public string? Family { get; init; }

    /// <summary>When a refresh token was exchanged; null until then.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>When the first refresh token of the family was given out.</summary>
    public DateTimeOffset FirstIssuedAt { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}
