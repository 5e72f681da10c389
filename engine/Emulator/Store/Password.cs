using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace PingOneScenarios.Emulator.Store;

/// <summary>A user's password and how often it was guessed wrong. A null <see cref="Hash"/> means there is none.</summary>
internal sealed record Password(string? Hash, DateTimeOffset? LastChangedAt, bool MustChange)
{
    /// <summary>Different wrong passwords until the account locks (policy Standard).</summary>
    public const int FailuresUntilLock = 5;

    /// <summary>How long the account stays locked (policy Standard).</summary>
    public static readonly TimeSpan LockTime = TimeSpan.FromSeconds(900);

    /// <summary>The age at which a password must be changed (policy Standard).</summary>
    public static readonly TimeSpan MaximumAge = TimeSpan.FromDays(182);

    /// <summary>How many of the last passwords may not be used again (policy Standard).</summary>
    public const int HistoryLength = 6;

    public static Password None { get; } = new(null, null, false);

    /// <summary>The hashes of the last passwords, the newest first, the current one included.</summary>
    public ImmutableArray<string> History { get; init; } = [];

    /// <summary>The hashes of the wrong passwords since the last right one: the same mistake twice counts once.</summary>
    public ImmutableHashSet<string> Failures { get; init; } = [];

    /// <summary>Null while the account is not locked.</summary>
    public DateTimeOffset? LockedAt { get; init; }

    public bool IsLocked(DateTimeOffset now) => LockedAt is { } at && now < at + LockTime;

    public bool IsExpired(DateTimeOffset now) => LastChangedAt is { } at && now - at > MaximumAge;

    public string Status(DateTimeOffset now) =>
        this switch
        {
            { Hash: null } => "NO_PASSWORD",
            _ when IsLocked(now) => "PASSWORD_LOCKED_OUT",
            { MustChange: true } => "MUST_CHANGE_PASSWORD",
            _ when IsExpired(now) => "PASSWORD_EXPIRED",
            _ => "OK",
        };

    public Password Change(string hash, DateTimeOffset now, bool mustChange) =>
        new(hash, now, mustChange) { History = [hash, .. History.Take(HistoryLength - 1)] };

    /// <summary>The password after a wrong guess.</summary>
    public Password Fail(string wrongHash, DateTimeOffset now)
    {
        // A lock that has run out starts the count anew.
        var failures = (LockedAt is null ? Failures : []).Add(wrongHash);
        return this with { Failures = failures, LockedAt = failures.Count >= FailuresUntilLock ? now : null };
    }

    public Password Succeed() => this with { Failures = [], LockedAt = null };

    /// <summary>Salted with the user's id; the state lives in memory only, so speed matters more than cost to a thief.</summary>
    public static string HashOf(string userId, string password) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{userId}\n{password}")));
}
