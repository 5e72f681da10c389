using System.Collections.Immutable;

namespace PingOneScenarios.Emulator.Store;

/// <summary>A user; the username is unique in the whole environment, whatever its case.</summary>
internal sealed record User : IResource
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

    /// <summary>Attributes that were added to the schema, by name; JSON as it was sent.</summary>
    public ImmutableSortedDictionary<string, string> Custom { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The parts of the address by their JSON names, such as <c>countryCode</c>.</summary>
    public ImmutableSortedDictionary<string, string> Address { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The address of a picture.</summary>
    public string? Photo { get; init; }
    public bool MfaEnabled { get; init; }
    public bool EmailVerified { get; init; }

    /// <summary><see cref="AccountOk"/> or <see cref="VerificationRequired"/>.</summary>
    public string Lifecycle { get; init; } = AccountOk;

    /// <summary>NOT_INITIATED, ENABLED or DISABLED.</summary>
    public string VerifyStatus { get; init; } = "NOT_INITIATED";

    /// <summary>Null when PingOne itself is where the user signs on.</summary>
    public string? IdentityProviderId { get; init; }

    /// <summary>The last one through a flow.</summary>
    public LastSignOn? LastSignOn { get; init; }

    /// <summary>What proves the e-mail address, once it was sent.</summary>
    public OneTimeCode? Verification { get; init; }

    /// <summary>What the user was invited with to be an administrator, until it is accepted.</summary>
    public OneTimeCode? Invitation { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public Password Password { get; init; } = Password.None;
}

/// <summary>When and from which address a user signed on.</summary>
internal sealed record LastSignOn(DateTimeOffset At, string RemoteIp);
