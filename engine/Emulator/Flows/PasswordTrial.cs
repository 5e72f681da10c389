using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Endpoints;
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
        var hash = Password.HashOf(user.Id, password);
        var after = call.Tenant.Registry.Update(
            user.Id,
            current =>
            {
                result = Judge(current.Password, hash, call.Now);
                return result switch
                {
                    SignOnResult.Right => current with { Password = current.Password.Succeed() },
                    SignOnResult.Wrong => current with { Password = current.Password.Fail(hash, call.Now) },
                    _ => current,
                };
            }
        );
        return (result, after ?? user);
    }

    public static ErrorDetail LockedOut(User user, DateTimeOffset now) =>
        new("PASSWORD_LOCKED_OUT", null, "The account is locked after too many failed attempts")
        {
            InnerError = () => new JsonObject { ["secondsUntilUnlock"] = UserEndpoints.SecondsUntilUnlock(user, now) },
        };

    private static SignOnResult Judge(Password password, string hash, DateTimeOffset now)
    {
        if (password.IsLocked(now))
            return SignOnResult.Locked;
        return password.Hash == hash ? SignOnResult.Right : SignOnResult.Wrong;
    }
}
