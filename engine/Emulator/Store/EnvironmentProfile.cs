using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator.Store;

/// <summary>What an administrator says of an environment.</summary>
internal sealed record EnvironmentProfile
{
    public const string Sandbox = "SANDBOX";
    public const string DeletePending = "DELETE_PENDING";

    /// <summary>How long a production environment waits to be deleted.</summary>
    public static readonly TimeSpan DeletionWait = TimeSpan.FromDays(30);

    public string Name { get; init; } = "Emulator";
    public string? Description { get; init; } = "A local environment that ends with the emulator.";

    /// <summary><see cref="Sandbox"/> or <c>PRODUCTION</c>.</summary>
    public string Type { get; init; } = Sandbox;

    /// <summary>NA, CA, EU, AU, SG or AP.</summary>
    public string Region { get; init; } = "NA";
    public string? Icon { get; init; }

    /// <summary>As it was sent; null when it was not.</summary>
    public JsonObject? BillOfMaterials { get; init; }

    /// <summary>ACTIVE or <see cref="DeletePending"/>; null for one that never was to be deleted.</summary>
    public string? Status { get; init; }
    public DateTimeOffset? SoftDeletedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}
