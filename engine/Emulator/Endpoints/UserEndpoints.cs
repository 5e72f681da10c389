using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Administration;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary><c>/v1/environments/{envID}/users</c></summary>
internal static class UserEndpoints
{
    public static Collection<User> All { get; } =
        new(
            "users",
            Visible,
            ToJson,
            new Dictionary<string, Func<User, string>>
            {
                ["id"] = user => user.Id,
                ["username"] = user => user.Username,
                ["email"] = user => user.Email,
                ["population.id"] = user => user.PopulationId,
            }
        );

    /// <summary>Only the import media type sets a password at once.</summary>
    public static Answer Create(Call call, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var user = UserFields.Read(call, fields);
        if (call.MediaType.Equals(MediaTypes.UserImport, StringComparison.OrdinalIgnoreCase) && fields.Child("password") is { } password)
            user = PasswordEndpoints.Apply(call, user, password);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        return call.Tenant.Registry.Add(user) switch
        {
            AddUserResult.UnknownPopulation => ApiError.InvalidFields(
                call,
                new ErrorDetail("INVALID_VALUE", "population.id", "is not a population of the environment")
            ),
            AddUserResult.UsernameTaken => ApiError.InvalidFields(call, NotUnique.Detail("username")),
            _ => Answer.Hal(201, ToJson(call, user)),
        };
    }

    /// <summary>Who manages a population sees no users but its.</summary>
    private static IReadOnlyList<User> Visible(Call call) =>
        ActorRights.VisiblePopulations(call) is { } populations
            ? [.. call.Tenant.Registry.Users().Where(user => populations.Contains(user.PopulationId))]
            : call.Tenant.Registry.Users();

    public static Answer Read(Call call, User user) => Answer.Hal(200, ToJson(call, user));

    public static Answer Delete(Call call, User user)
    {
        call.Tenant.Registry.RemoveUser(user.Id);
        call.Tenant.Documents.RemoveUnder(user.Id);
        return Answer.Empty(204);
    }

    public static string Address(Tenant tenant, string userId) => $"{tenant.Addresses.Environment}/users/{userId}";

    private static JsonObject ToJson(Call call, User user)
    {
        var json = new JsonObject
        {
            ["_links"] = Links(call.Tenant, user),
            ["id"] = user.Id,
            ["environment"] = Hal.Reference(call.Tenant.EnvironmentId),
            ["account"] = Account(user, call.Now),
            ["createdAt"] = Hal.Time(user.CreatedAt),
            ["email"] = user.Email,
            ["enabled"] = user.Enabled,
            ["identityProvider"] = new JsonObject { ["type"] = "PING_ONE" },
            ["lifecycle"] = new JsonObject { ["status"] = "ACCOUNT_OK" },
            ["mfaEnabled"] = user.MfaEnabled,
        };
        if (user.Name.Count > 0)
            json["name"] = Name(user);
        json["population"] = Hal.Reference(user.PopulationId);
        json["updatedAt"] = Hal.Time(user.UpdatedAt);
        json["username"] = user.Username;
        json["verifyStatus"] = "NOT_INITIATED";
        foreach (var (name, value) in user.Attributes)
            json[name] = value;
        GroupMemberships.AddIncluded(call, user.Id, json);
        return json;
    }

    public static JsonObject Name(User user)
    {
        var json = new JsonObject();
        foreach (var (part, value) in user.Name)
            json[part] = value;
        return json;
    }

    private static JsonObject Account(User user, DateTimeOffset now)
    {
        if (!user.Password.IsLocked(now))
            return new JsonObject { ["canAuthenticate"] = user.Enabled, ["status"] = "OK" };
        var lockedAt = user.Password.LockedAt!.Value;
        return new JsonObject
        {
            ["canAuthenticate"] = false,
            ["status"] = "LOCKED",
            ["lockedAt"] = Hal.Time(lockedAt),
            ["secondsUntilUnlock"] = SecondsUntilUnlock(user, now),
            ["unlockAt"] = Hal.Time(lockedAt + Password.LockTime),
        };
    }

    /// <summary>Whole seconds, rounded up.</summary>
    public static int SecondsUntilUnlock(User user, DateTimeOffset now) =>
        (int)Math.Ceiling((user.Password.LockedAt!.Value + Password.LockTime - now).TotalSeconds);

    private static JsonObject Links(Tenant tenant, User user)
    {
        var self = Address(tenant, user.Id);
        return Hal.Links(
            ("self", self),
            ("environment", tenant.Addresses.Environment),
            ("population", PopulationEndpoints.Address(tenant, user.PopulationId)),
            ("devices", $"{self}/devices"),
            ("roleAssignments", $"{self}/roleAssignments"),
            ("password", $"{self}/password"),
            ("password.set", $"{self}/password"),
            ("password.reset", $"{self}/password"),
            ("password.check", $"{self}/password"),
            ("password.recover", $"{self}/password"),
            ("account.sendVerificationCode", self),
            ("linkedAccounts", $"{self}/linkedAccounts")
        );
    }
}
