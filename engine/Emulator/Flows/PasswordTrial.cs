using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>How a try to sign on went.</summary>
internal enum SignOnResult
{
    Right,
    Wrong,
    Locked,
}

/// <summary>Tries a password, and counts the wrong ones.</summary>
internal static class PasswordTrial
{
    /// <summary>The user as after the try. A right password does not help while the account is locked.</summary>
    public static (SignOnResult Result, User User) Try(Call call, User user, string password)
    {
        var result = SignOnResult.Wrong;
        var rules = PasswordPolicies.Of(call.Tenant, user);
        var after = call.Tenant.Registry.Update(
            user.Id,
            current =>
            {
                result = Judge(current, password, call.Now);
                return result switch
                {
                    SignOnResult.Right => current with { Password = current.Password.Succeed() },
                    SignOnResult.Wrong => current with
                    {
                        Password = current.Password.Fail(Password.HashOf(user.Id, password), call.Now, rules),
                    },
                    _ => current,
                };
            }
        );
        return (result, after ?? user);
    }

    public static ErrorDetail LockedOut(User user, DateTimeOffset now) =>
        new("PASSWORD_LOCKED_OUT", null, "The account is locked after too many failed attempts")
        {
            InnerError = SecondsUntilUnlock(user, now) is { } seconds ? () => new JsonObject { ["secondsUntilUnlock"] = seconds } : null,
        };

    /// <summary>Whole seconds, rounded up; null when the lock does not end by itself.</summary>
    public static int? SecondsUntilUnlock(User user, DateTimeOffset now) =>
        user.Password.UnlocksAt is { } end ? (int)Math.Ceiling((end - now).TotalSeconds) : null;

    private static SignOnResult Judge(User user, string password, DateTimeOffset now)
    {
        if (user.Password.IsLocked(now))
            return SignOnResult.Locked;
        return user.Password.Matches(user.Id, password) ? SignOnResult.Right : SignOnResult.Wrong;
    }
}
