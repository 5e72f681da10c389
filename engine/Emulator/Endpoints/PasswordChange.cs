using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary>Gives a user another password, in the ways PingOne has for it.</summary>
internal static class PasswordChange
{
    /// <summary>By who knows the current one. The user as after it, or why not.</summary>
    public static Established<User> Reset(Call call, User user, string current, string next)
    {
        var attempt = PasswordTrial.Try(call, user, current);
        if (attempt.Result == SignOnResult.Locked)
            return ApiError.InvalidFields(call, PasswordTrial.LockedOut(attempt.User, call.Now));
        if (attempt.Result == SignOnResult.Wrong)
            return ApiError.InvalidFields(call, new ErrorDetail("INVALID_VALUE", "currentPassword", "The current password is wrong"));
        return
            (
                PasswordPolicy.TooYoung(call, attempt.User, "newPassword")
                ?? PasswordPolicy.Violation(call, new ProposedPassword(next, attempt.User, current), "newPassword")
            )
                is { } problem
            ? ApiError.InvalidFields(call, problem)
            : Store(call, attempt.User, next, mustChange: false);
    }

    /// <summary>The user with the password, which nothing is asked of here; 404 when the user is gone.</summary>
    public static Established<User> Store(Call call, User user, string value, bool mustChange) =>
        call.Tenant.Registry.Update(user.Id, now => Apply(call, now, value, mustChange) with { UpdatedAt = call.Now }) is { } stored
            ? stored
            : ApiError.NotFound(call);

    /// <summary>An encoded value is kept as it is.</summary>
    public static User Apply(Call call, User user, string value, bool mustChange)
    {
        var kept = EncodedPassword.SchemeOf(value) is null ? Password.HashOf(user.Id, value) : value;
        return user with { Password = user.Password.Change(kept, call.Now, mustChange, PasswordPolicies.Of(call.Tenant, user)) };
    }

    /// <summary>PingOne has the scheme of an encoded value, the emulator has not.</summary>
    public static Answer? Unserved(Call call, string? value) =>
        value is not null && EncodedPassword.SchemeOf(value) is { } scheme && EncodedPassword.IsUnserved(scheme)
            ? ApiError.Unserved(
                call,
                $"passwords encoded as {{{scheme}}}; PingOne has. It verifies {string.Join(", ", EncodedPassword.Schemes)}"
            )
            : null;
}
