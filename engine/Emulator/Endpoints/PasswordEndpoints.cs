using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary><c>…/users/{userID}/password</c>: the state, and what can be done with it; the media type says which.</summary>
internal static class PasswordEndpoints
{
    private static readonly (string Method, string Name, Func<Call, User, JsonElement, Answer> Run)[] Table =
    [
        ("PUT", "password.set", Set),
        ("PUT", "password.setValue", SetValue),
        ("PUT", "password.reset", Reset),
        ("POST", "password.reset", Reset),
        ("POST", "password.check", Check),
        ("POST", "password.sendRecoveryCode", SendRecoveryCode),
        ("POST", "password.recover", Recover),
        ("POST", "password.forceChange", ForceChange),
        ("PUT", "password.forceChange", ForceChange),
    ];

    public static Answer Read(Call call, User user) => Answer.Hal(200, ToJson(call, user));

    /// <summary>The media type is an operation of the method; otherwise 415.</summary>
    public static EndpointCheck CheckMediaType(string method) =>
        call => Table.Any(row => row.Method == method && MediaTypes.Is(call, row.Name)) ? null : MediaTypes.Unsupported(call);

    public static Answer Act(Call call, User user, JsonElement json) =>
        Table.First(row => MediaTypes.Is(call, row.Name)).Run(call, user, json);

    /// <summary>The user with the password of <c>{value, forceChange, bypassPolicy}</c>; look at the reader's problems before it is used.</summary>
    public static User Apply(Call call, User user, PropertyReader fields)
    {
        var value = fields.Text("value", required: true);
        var mustChange = fields.Flag("forceChange") ?? false;
        var bypass = fields.Flag("bypassPolicy") ?? false;
        if (value is null)
            return user;
        if (EncodedPassword.SchemeOf(value) is { } scheme && EncodedPassword.Find(value) is null)
            fields.Invalid("value", $"must be {{{scheme}}} and then, in Base64, the digest and behind it the salt");
        else if (EncodedPassword.SchemeOf(value) is null && !bypass && Violation(call, user, value) is { } violation)
            fields.Add(violation);
        return PasswordChange.Apply(call, user, value, mustChange);
    }

    private static ErrorDetail? Violation(Call call, User user, string value) =>
        PasswordPolicy.Violation(call, new ProposedPassword(value, user), "value");

    private static Answer Set(Call call, User user, JsonElement json)
    {
        var fields = new PropertyReader(json);
        if (PasswordChange.Unserved(call, fields.Peek("value")) is { } unserved)
            return unserved;
        var changed = Apply(call, user, fields);
        return fields.Problems.Count > 0
            ? ApiError.InvalidFields(call, fields.Problems)
            : Keep(call, user, now => now with { Password = changed.Password });
    }

    /// <summary>Without a value there is no password any more.</summary>
    private static Answer SetValue(Call call, User user, JsonElement json) =>
        new PropertyReader(json).Has("value")
            ? Set(call, user, json)
            : Keep(call, user, now => now with { Password = Password.None with { History = now.Password.History } });

    private static Answer Reset(Call call, User user, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var current = fields.Text("currentPassword", required: true);
        var next = fields.Text("newPassword", required: true);
        if (current is null || next is null)
            return ApiError.InvalidFields(call, fields.Problems);
        return PasswordChange.Reset(call, user, current, next).IsRefused(out var refusal, out var changed)
            ? refusal
            : Answer.Hal(200, ToJson(call, changed));
    }

    private static Answer Check(Call call, User user, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var password = fields.Text("password", required: true);
        if (password is null)
            return ApiError.InvalidFields(call, fields.Problems);
        if (user.Password.Hash is null)
            return ApiError.InvalidFields(call, new ErrorDetail("NO_PASSWORD", "password", "The user has no password"));
        var attempt = PasswordTrial.Try(call, user, password);
        return attempt.Result switch
        {
            SignOnResult.Right => Answer.Hal(200, ToJson(call, attempt.User)),
            SignOnResult.Locked => ApiError.InvalidFields(call, PasswordTrial.LockedOut(attempt.User, call.Now)),
            _ => ApiError.InvalidFields(call, WrongPassword(call, attempt.User)),
        };
    }

    private static Answer SendRecoveryCode(Call call, User user, JsonElement json)
    {
        PasswordRecovery.Send(call, user);
        return Answer.Hal(200, ToJson(call, user));
    }

    private static Answer Recover(Call call, User user, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var code = fields.Text("recoveryCode", required: true);
        var next = fields.Text("newPassword", required: true);
        if (code is null || next is null)
            return ApiError.InvalidFields(call, fields.Problems);
        return PasswordRecovery.Recover(call, user, code, next).IsRefused(out var refusal, out var changed)
            ? refusal
            : Answer.Hal(200, ToJson(call, changed));
    }

    private static Answer ForceChange(Call call, User user, JsonElement json) =>
        user.Password.Hash is null
            ? ApiError.InvalidFields(call, new ErrorDetail("NO_PASSWORD", null, "The user has no password"))
            : Keep(call, user, now => now with { Password = now.Password with { MustChange = true } });

    private static Answer Keep(Call call, User user, Func<User, User> change) =>
        call.Tenant.Registry.Update(user.Id, now => change(now) with { UpdatedAt = call.Now }) is { } stored
            ? Answer.Hal(200, ToJson(call, stored))
            : ApiError.NotFound(call);

    private static ErrorDetail WrongPassword(Call call, User user) =>
        new("INVALID_VALUE", "password", "The provided password did not match provisioned password")
        {
            InnerError = PasswordPolicies.Of(call.Tenant, user).FailuresUntilLock is { } most
                ? () => new JsonObject { ["failuresRemaining"] = Math.Max(0, most - user.Password.Failures.Count) }
                : null,
        };

    private static JsonObject ToJson(Call call, User user)
    {
        var policyId = call.Tenant.Registry.FindPopulation(user.PopulationId)?.PasswordPolicyId ?? call.Tenant.PasswordPolicyId;
        var json = new JsonObject
        {
            ["_links"] = Links(call.Tenant, user, policyId),
            ["environment"] = Hal.Reference(call.Tenant.EnvironmentId),
            ["user"] = Hal.Reference(user.Id),
            ["passwordPolicy"] = Hal.Reference(policyId),
            ["status"] = PasswordPolicy.Status(call, user),
        };
        Hal.AddIfKnown(json, "lastChangedAt", user.Password.LastChangedAt is { } at ? Hal.Time(at) : null);
        return json;
    }

    private static JsonObject Links(Tenant tenant, User user, string policyId)
    {
        var self = $"{UserEndpoints.Address(tenant, user.Id)}/password";
        return Hal.Links(
            ("self", self),
            ("environment", tenant.Addresses.Environment),
            ("user", UserEndpoints.Address(tenant, user.Id)),
            ("passwordPolicy", $"{tenant.Addresses.Environment}/passwordPolicies/{policyId}"),
            ("password.check", self),
            ("password.reset", self),
            ("password.set", self),
            ("password.recover", self)
        );
    }
}
