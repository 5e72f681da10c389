using System.Collections.Immutable;

namespace PingOneScenarios.Emulator.Store;

/// <summary>A group of users with one name in the environment; exactly one is the default.</summary>
internal sealed record Population : IResource
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public required bool IsDefault { get; init; }
    public string? PreferredLanguage { get; init; }
    public ImmutableArray<string> AlternativeIdentifiers { get; init; } = [];

    /// <summary>Null for the default policy of the environment.</summary>
    public string? PasswordPolicyId { get; init; }
    public string? ThemeId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}
