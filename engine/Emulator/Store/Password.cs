using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace PingOneScenarios.Emulator.Store;

/// <summary>A user's password and how often it was guessed wrong. A null <see cref="Hash"/> means there is none.</summary>
/// <param name="Hash">Of <see cref="HashOf"/>, or as it was sent encoded.</param>
/// <param name="LastChangedAt">Null when there never was one.</param>
/// <param name="MustChange">It is good for nothing but its own change.</param>
internal sealed record Password(string? Hash, DateTimeOffset? LastChangedAt, bool MustChange)
{
    public static Password None { get; } = new(null, null, false);

    /// <summary>The last passwords, the newest first, the current one included.</summary>
    public ImmutableArray<PastPassword> History { get; init; } = [];

    /// <summary>The hashes of the wrong passwords since the last right one: the same mistake twice counts once.</summary>
    public ImmutableHashSet<string> Failures { get; init; } = [];

    /// <summary>Null while the account is not locked.</summary>
    public DateTimeOffset? LockedAt { get; init; }

    /// <summary>When the lock ends by itself; null when it does not, or when there is none.</summary>
    public DateTimeOffset? UnlocksAt { get; init; }

    /// <summary>What sets a forgotten password anew, once it was sent.</summary>
    public OneTimeCode? Recovery { get; init; }

    public bool IsLocked(DateTimeOffset now) => LockedAt is not null && (UnlocksAt is null || now < UnlocksAt);

    public bool IsExpired(DateTimeOffset now, PasswordRules rules) =>
        LastChangedAt is { } at && rules.MaximumAgeDays is { } days && now - at > TimeSpan.FromDays(days);

    public string Status(DateTimeOffset now, PasswordRules rules) =>
        this switch
        {
            { Hash: null } => "NO_PASSWORD",
            _ when IsLocked(now) => "PASSWORD_LOCKED_OUT",
            { MustChange: true } => "MUST_CHANGE_PASSWORD",
            _ when IsExpired(now, rules) => "PASSWORD_EXPIRED",
            _ => "OK",
        };

    public bool Matches(string userId, string password) => Hash is { } hash && IsOf(hash, userId, password);

    /// <summary>True for a password the rules still remember; the current one always is.</summary>
    public bool WasUsed(string userId, string password, DateTimeOffset now, PasswordRules rules) =>
        History.Where((past, index) => index == 0 || IsRemembered(past, index, now, rules)).Any(past => IsOf(past.Hash, userId, password));

    public Password Change(string hash, DateTimeOffset now, bool mustChange, PasswordRules rules) =>
        new(hash, now, mustChange)
        {
            History = [new PastPassword(hash, now), .. History.Where((past, index) => IsRemembered(past, index + 1, now, rules))],
        };

    /// <summary>The password after a wrong guess.</summary>
    public Password Fail(string wrongHash, DateTimeOffset now, PasswordRules rules)
    {
        // A lock that has run out starts the count anew.
        var failures = (LockedAt is null ? Failures : []).Add(wrongHash);
        var locks = failures.Count >= rules.FailuresUntilLock;
        return this with
        {
            Failures = failures,
            LockedAt = locks ? now : null,
            UnlocksAt = locks && rules.LockSeconds is { } seconds ? now.AddSeconds(seconds) : null,
        };
    }

    public Password Succeed() => Unlock();

    /// <summary>Until somebody unlocks it.</summary>
    public Password Lock(DateTimeOffset now) => this with { LockedAt = now, UnlocksAt = null };

    public Password Unlock() => this with { Failures = [], LockedAt = null, UnlocksAt = null };

    /// <summary>Salted with the user's id; the state lives in memory only, so speed matters more than cost to a thief.</summary>
    public static string HashOf(string userId, string password) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{userId}\n{password}")));

    private static bool IsOf(string hash, string userId, string password) =>
        EncodedPassword.Find(hash) is { } encoded ? encoded.Matches(password) : hash == HashOf(userId, password);

    private static bool IsRemembered(PastPassword past, int index, DateTimeOffset now, PasswordRules rules) =>
        index < (rules.HistoryCount ?? 1) && (rules.HistoryDays is not { } days || now - past.SetAt <= TimeSpan.FromDays(days));
}

/// <summary>A password as it is kept, and when it was set.</summary>
internal readonly record struct PastPassword(string Hash, DateTimeOffset SetAt);
