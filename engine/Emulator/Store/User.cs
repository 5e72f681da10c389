using System.Collections.Immutable;

namespace PingOneScenarios.Emulator.Store;

/// <summary>A user; the username is unique in the whole environment, whatever its case.</summary>
internal sealed record User
{
    public const string AccountOk = "ACCOUNT_OK";
    public const string VerificationRequired = "VERIFICATION_REQUIRED";

    public required string Id { get; init; }
    public required string Username { get; init; }
    public required string Email { get; init; }
    public required string PopulationId { get; init; }
    public required bool Enabled { get; init; }

    /// <summary>The parts of the name by their JSON names, such as <c>given</c>.</summary>
    public required ImmutableSortedDictionary<string, string> Name { get; init; }

    /// <summary>Further text attributes by their JSON names, such as <c>locale</c>.</summary>
    public required ImmutableSortedDictionary<string, string> Attributes { get; init; }

    public bool EmailVerified { get; init; }

    /// <summary><see cref="AccountOk"/> or <see cref="VerificationRequired"/>.</summary>
    public string Lifecycle { get; init; } = AccountOk;

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public Password Password { get; init; } = Password.None;

    /// <summary>Whether the user's devices count.</summary>
    public bool MfaEnabled { get; init; }
}
