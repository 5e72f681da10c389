using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary>Proves an account's e-mail address by a code that is sent to it.</summary>
internal static class EmailVerification
{
    public const string Purpose = "verification_code_template";

    public static void Send(Call call, User user)
    {
        var code = new OneTimeCode(call.Tenant.Ids.RecoveryCode(), call.Now + OneTimeCode.Lifetime);
        call.Tenant.Registry.Update(user.Id, now => now with { Verification = code });
        call.Organization.Inbox.Add(new Message(call.Tenant.Ids.Uuid(), user.Email, "EMAIL", Purpose, code.Value, call.Now));
    }

    /// <summary>The user as verified, or why not.</summary>
    public static Established<User> Verify(Call call, User user, string code)
    {
        ErrorDetail? problem = null;
        var after = call.Tenant.Registry.Update(
            user.Id,
            now =>
            {
                problem = Judge(now.Verification, code, call.Now);
                if (problem is null)
                    return now with { Verification = null, EmailVerified = true, Lifecycle = User.AccountOk, UpdatedAt = call.Now };
                return now.Verification is { } sent ? now with { Verification = sent with { Failures = sent.Failures + 1 } } : now;
            }
        );
        return problem is not null ? ApiError.InvalidFields(call, problem)
            : after is null ? ApiError.NotFound(call)
            : after;
    }

    private static ErrorDetail? Judge(OneTimeCode? sent, string code, DateTimeOffset now) =>
        sent is not null && sent.IsAlive(now) && sent.Value == code
            ? null
            : new ErrorDetail("INVALID_VALUE", "verificationCode", "The verification code is wrong or has expired");
}
