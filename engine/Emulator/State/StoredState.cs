using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.State;

/// <summary>
/// What an emulator keeps over a restart. A sign-on that was under way, a pushed request and a device that waits are not among it: they live
/// for minutes, and whoever waited begins anew.
/// </summary>
/// <param name="Version">Of this layout; a file of another is refused.</param>
/// <param name="Id">Of the organization.</param>
/// <param name="Tenants">The environments; the first is the one with the worker.</param>
/// <param name="Tokens">By their hash.</param>
/// <param name="Messages">The inbox, the oldest first.</param>
internal sealed record StoredState(
    int Version,
    string Id,
    ImmutableArray<StoredTenant> Tenants,
    StoredTokens Tokens,
    ImmutableArray<Message> Messages
)
{
    public const int Layout = 1;

    /// <summary>How often it was gone on with, so that a seed does not give the same ids again.</summary>
    public int Starts { get; init; }

    /// <summary>Whether it can be gone on with: nothing that is always there is missing.</summary>
    public bool IsWhole =>
        Id is not null
        && Tokens is { Codes: not null, Issued: not null, Revoked: not null }
        && !Messages.IsDefault
        && !Tenants.IsDefaultOrEmpty
        && Tenants[0].Worker is not null
        && Tenants.All(tenant => tenant.Populations.Count(population => population.IsDefault) == 1);

    /// <summary>What clients published here, by name.</summary>
    public ImmutableDictionary<string, string> KeySets { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>Codes, tokens and the families that were revoked, with their keys.</summary>
internal sealed record StoredTokens(
    ImmutableDictionary<string, AuthorizationCode> Codes,
    ImmutableDictionary<string, IssuedToken> Issued,
    ImmutableDictionary<string, DateTimeOffset> Revoked
);

/// <summary>An environment.</summary>
internal sealed record StoredTenant
{
    public required string Id { get; init; }
    public required EnvironmentProfile Profile { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string PasswordPolicyId { get; init; }
    public required string KeyRotationPolicyId { get; init; }
    public required string FirstPopulationId { get; init; }
    public Application? Worker { get; init; }
    public required ImmutableArray<Application> Applications { get; init; }
    public required ImmutableArray<Population> Populations { get; init; }
    public required ImmutableArray<User> Users { get; init; }

    /// <summary>By the name of their kind.</summary>
    public required ImmutableDictionary<string, ImmutableArray<Entity>> Entities { get; init; }
    public required ImmutableArray<Image> Images { get; init; }
    public required ImmutableArray<Session> Sessions { get; init; }

    /// <summary>To agreements, the oldest first.</summary>
    public ImmutableArray<Consent> Consents { get; init; } = [];
}

/// <summary>Written and read without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(StoredState))]
internal sealed partial class StateContext : JsonSerializerContext;
