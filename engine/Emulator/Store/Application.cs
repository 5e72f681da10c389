using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator.Store;

/// <summary>An application; of one that speaks OpenID Connect the <see cref="Id"/> is also the client id.</summary>
internal sealed record Application : IResource
{
    public const string OpenIdConnect = "OPENID_CONNECT";

    public required string Id { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public required bool Enabled { get; init; }
    public required string Type { get; init; }

    /// <summary><c>OPENID_CONNECT</c>; the others are kept and shown, and nobody can sign on with them.</summary>
    public string Protocol { get; init; } = OpenIdConnect;
    public required ImmutableArray<string> GrantTypes { get; init; }
    public ImmutableArray<string> ResponseTypes { get; init; } = [];
    public ImmutableArray<string> RedirectUris { get; init; } = [];
    public ImmutableArray<string> PostLogoutRedirectUris { get; init; } = [];
    public required string TokenEndpointAuthMethod { get; init; }
    public string PkceEnforcement { get; init; } = "OPTIONAL";
    public string ParRequirement { get; init; } = "OPTIONAL";

    /// <summary>The public keys of PRIVATE_KEY_JWT, a JWK set as text.</summary>
    public string? Jwks { get; init; }

    /// <summary>Where the client publishes such a set; see <see cref="Checks.PublishedKeys"/>.</summary>
    public string? JwksUrl { get; init; }

    /// <summary>Public keys of PRIVATE_KEY_JWT that were uploaded one by one.</summary>
    public ImmutableArray<UploadedKey> Keys { get; init; } = [];

    /// <summary>The page that replaces the hosted sign-on page; null for the hosted one.</summary>
    public string? LoginPageUrl { get; init; }

    /// <summary>A redirect address may hold a <c>*</c>, which stands for anything.</summary>
    public bool AllowsWildcards { get; init; }

    /// <summary><c>OPAQUE_TOKEN</c> or <c>JSON_WEB_TOKEN</c>.</summary>
    public string RefreshTokenType { get; init; } = "OPAQUE_TOKEN";

    /// <summary>From which origins a browser may call; null for any, except where secrets go.</summary>
    public CorsSettings? Cors { get; init; }

    /// <summary>The documented members that have no member here, as they were sent. Never changed; a change makes another.</summary>
    public JsonObject Settings { get; init; } = [];

    /// <summary>The properties without effect here, by name: <see cref="Checks.ApplicationFields"/> has their defaults.</summary>
    public ImmutableSortedDictionary<string, bool> Flags { get; init; } = ImmutableSortedDictionary<string, bool>.Empty;

    /// <inheritdoc cref="Flags"/>
    public ImmutableSortedDictionary<string, int> Numbers { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>What administrators note about it, a JSON object of their own; null for nothing.</summary>
    public JsonObject? Metadata { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public required ClientSecret Secret { get; init; }

    /// <summary>The environment's own worker: it may manage the environment and authenticate by Basic or by POST.</summary>
    public bool IsAdministrator { get; init; }

    public bool Accepts(string authMethod) =>
        TokenEndpointAuthMethod == authMethod || (IsAdministrator && authMethod is "CLIENT_SECRET_POST");
}

/// <summary>A public key, <paramref name="Jwk"/> as text; the client names it by no <c>kid</c>.</summary>
internal sealed record UploadedKey(string Id, string Jwk, DateTimeOffset CreatedAt);
