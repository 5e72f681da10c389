using System.Collections.Immutable;
using PingOneScenarios.Emulator.Flows;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>How a user proves to have a device: in a flow, or by itself.</summary>
/// <param name="Id">Of the authentication.</param>
/// <param name="UserId">Of the user.</param>
/// <param name="PolicyId">The device authentication policy it goes by.</param>
/// <param name="CreatedAt">When it began.</param>
internal sealed record DeviceAuthentication(string Id, string UserId, string PolicyId, DateTimeOffset CreatedAt)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>One call at a time acts on it.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The types of device that count; null for all that the policy has.</summary>
    public ImmutableArray<string>? Types { get; init; }

    public string Status { get; init; } = FlowStatus.DeviceSelectionRequired;

    public string? SelectedId { get; init; }

    /// <summary>An address that is no device of the user's: its type, and where it is.</summary>
    public (DeviceType Type, string Address)? OneTime { get; init; }

    /// <summary>What the message is for, such as <c>strong_authentication</c>; the name of a notification template.</summary>
    public string Purpose { get; init; } = "strong_authentication";

    /// <summary>What the message says beside its code; null for nothing.</summary>
    public string? Told { get; init; }

    /// <summary>The code that was sent; null when none was, or when it was tried too often.</summary>
    public OneTimeCode? Code { get; init; }

    /// <summary>How often a code for <see cref="OneTime"/> was wrong.</summary>
    public int Failures { get; init; }

    /// <summary>The push message that asks; null when none does.</summary>
    public string? MessageId { get; init; }

    /// <summary>What a FIDO2 device has to sign, as base64url; null when none has to.</summary>
    public string? Challenge { get; init; }

    /// <summary>The methods (<c>amr</c>) it was done by.</summary>
    public ImmutableArray<string> Methods { get; init; } = [];

    /// <summary>Why it has failed; null unless it has.</summary>
    public (string Code, string Message)? Error { get; init; }

    public DateTimeOffset UpdatedAt { get; init; } = CreatedAt;

    public DateTimeOffset ExpiresAt { get; init; } = CreatedAt + Lifetime;

    public bool IsCompleted => Status == FlowStatus.Completed;

    public DeviceAuthentication Complete(params ImmutableArray<string> methods) =>
        this with
        {
            Status = FlowStatus.Completed,
            Code = null,
            Methods = methods,
        };

    public DeviceAuthentication Fail(string code, string message) =>
        this with
        {
            Status = FlowStatus.Failed,
            Code = null,
            Error = (code, message),
        };
}
