using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary>Sets a forgotten password anew by a code that is sent to the user.</summary>
internal static class PasswordRecovery
{
    public const string Purpose = "recovery_code_template";

    /// <summary>Nothing is sent to a user who is disabled or has no password; nobody is told so.</summary>
    public static void Send(Call call, User user)
    {
        if (!user.Enabled || user.Password.Hash is null)
            return;
        var code = new OneTimeCode(call.Tenant.Ids.RecoveryCode(), call.Now + OneTimeCode.Lifetime);
        call.Tenant.Registry.Update(user.Id, now => now with { Password = now.Password with { Recovery = code } });
        call.Organization.Inbox.Add(new Message(call.Tenant.Ids.Uuid(), user.Email, "EMAIL", Purpose, code.Value, call.Now));
    }

    /// <summary>The user with the new password, or why not. A new password that breaks the policy leaves the code good.</summary>
    public static Established<User> Recover(Call call, User user, string code, string next)
    {
        ErrorDetail? problem = null;
        call.Tenant.Registry.Update(
            user.Id,
            now =>
            {
                problem = Judge(now.Password.Recovery, code, call.Now);
                return problem is null || now.Password.Recovery is not { } sent
                    ? now
                    : now with
                    {
                        Password = now.Password with { Recovery = sent with { Failures = sent.Failures + 1 } },
                    };
            }
        );
        problem ??= PasswordPolicy.Violation(call, new ProposedPassword(next, user), "newPassword");
        return problem is null ? PasswordChange.Store(call, user, next, mustChange: false) : ApiError.InvalidFields(call, problem);
    }

    private static ErrorDetail? Judge(OneTimeCode? sent, string code, DateTimeOffset now)
    {
        if (sent is { Failures: >= OneTimeCode.MostFailures })
            return new("CONSTRAINT_VIOLATION", "recoveryCode", "Maximum password recovery failures exceeded");
        return sent is not null && sent.IsAlive(now) && sent.Value == code
            ? null
            : new ErrorDetail("INVALID_VALUE", "recoveryCode", "The recovery code is wrong or has expired");
    }
}
