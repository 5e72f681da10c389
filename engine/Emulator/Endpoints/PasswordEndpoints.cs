using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary><c>…/users/{userID}/password</c>: the state, setting it as an administrator, checking it.</summary>
internal static class PasswordEndpoints
{
    /// <summary>How an encoded password begins; PingOne takes those without looking at the policy.</summary>
    private static readonly string[] EncodedSchemes = ["{SSHA", "{SHA", "{SMD5}", "{MD5}", "{BCRYPT}", "{PBKDF2", "{ARGON2"];

    public static Answer Read(Call call, User user) => Answer.Hal(200, ToJson(call, user));

    public static Answer Set(Call call, User user, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var changed = Apply(call, user, fields);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        var stored = call.Tenant.Registry.Update(user.Id, now => now with { Password = changed.Password, UpdatedAt = call.Now });
        return stored is null ? ApiError.NotFound(call) : Answer.Hal(200, ToJson(call, stored));
    }

    /// <summary>The user with the password of <c>{value, forceChange, bypassPolicy}</c>; look at the reader's problems before it is used.</summary>
    public static User Apply(Call call, User user, PropertyReader fields)
    {
        var value = fields.Text("value", required: true);
        var mustChange = fields.Flag("forceChange") ?? false;
        var bypass = fields.Flag("bypassPolicy") ?? false;
        if (value is null)
            return user;
        if (EncodedSchemes.Any(scheme => value.StartsWith(scheme, StringComparison.Ordinal)))
            fields.Invalid("value", "an encoded password is not supported by the emulator");
        else if (!bypass && PasswordPolicy.Violation(new ProposedPassword(value, user), "value") is { } violation)
            fields.Add(violation);
        return user with { Password = user.Password.Change(Password.HashOf(user.Id, value), call.Now, mustChange) };
    }

    public static Answer Check(Call call, User user, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var password = fields.Text("password", required: true);
        if (password is null)
            return ApiError.InvalidFields(call, fields.Problems);
        var attempt = PasswordTrial.Try(call, user, password);
        return attempt.Result switch
        {
            SignOnResult.Right => Answer.Hal(200, ToJson(call, attempt.User)),
            SignOnResult.Locked => ApiError.InvalidFields(call, PasswordTrial.LockedOut(attempt.User, call.Now)),
            _ => ApiError.InvalidFields(call, WrongPassword(attempt.User)),
        };
    }

    private static ErrorDetail WrongPassword(User user) =>
        new("INVALID_VALUE", "password", "The provided password did not match provisioned password")
        {
            InnerError = () => new JsonObject { ["failuresRemaining"] = Password.FailuresUntilLock - user.Password.Failures.Count },
        };

    private static JsonObject ToJson(Call call, User user)
    {
        var json = new JsonObject
        {
            ["_links"] = Links(call.Tenant, user),
            ["environment"] = Hal.Reference(call.Tenant.EnvironmentId),
            ["user"] = Hal.Reference(user.Id),
            ["passwordPolicy"] = Hal.Reference(call.Tenant.PasswordPolicyId),
            ["status"] = user.Password.Status(call.Now),
        };
        Hal.AddIfKnown(json, "lastChangedAt", user.Password.LastChangedAt is { } at ? Hal.Time(at) : null);
        return json;
    }

    private static JsonObject Links(Tenant tenant, User user)
    {
        var self = $"{UserEndpoints.Address(tenant, user.Id)}/password";
        return Hal.Links(
            ("self", self),
            ("environment", tenant.Addresses.Environment),
            ("user", UserEndpoints.Address(tenant, user.Id)),
            ("passwordPolicy", $"{tenant.Addresses.Environment}/passwordPolicies/{tenant.PasswordPolicyId}"),
            ("password.check", self),
            ("password.reset", self),
            ("password.set", self),
            ("password.recover", self)
        );
    }
}
