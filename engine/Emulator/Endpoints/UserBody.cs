using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Administration;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Providers;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary>A user as JSON.</summary>
internal static class UserBody
{
    public static JsonObject ToJson(Call call, User user)
    {
        var json = new JsonObject
        {
            ["_links"] = Links(call.Tenant, user),
            ["id"] = user.Id,
            ["environment"] = Hal.Reference(call.Tenant.EnvironmentId),
            ["account"] = Account(user, call.Now),
        };
        if (user.Address.Count > 0)
            json["address"] = Texts(user.Address);
        json["createdAt"] = Hal.Time(user.CreatedAt);
        json["email"] = user.Email;
        if (user.EmailVerified)
            json["emailVerified"] = true;
        json["enabled"] = user.Enabled;
        json["identityProvider"] = IdentityProvider(call, user);
        if (user.LastSignOn is { } last)
            json["lastSignOn"] = new JsonObject { ["at"] = Hal.Time(last.At), ["remoteIp"] = last.RemoteIp };
        json["lifecycle"] = new JsonObject { ["status"] = user.Lifecycle };
        json["mfaEnabled"] = user.MfaEnabled;
        if (user.Name.Count > 0)
            json["name"] = Texts(user.Name);
        AddPhoto(json, user);
        json["population"] = Hal.Reference(user.PopulationId);
        json["updatedAt"] = Hal.Time(user.UpdatedAt);
        json["username"] = user.Username;
        json["verifyStatus"] = user.VerifyStatus;
        AddTexts(json, user.Attributes);
        CustomAttributes.AddTo(json, user);
        return json;
    }

    /// <summary>The members a PATCH may change, as they are.</summary>
    public static JsonObject Writable(User user)
    {
        var json = new JsonObject { ["username"] = user.Username, ["email"] = user.Email };
        if (user.Name.Count > 0)
            json["name"] = Texts(user.Name);
        if (user.Address.Count > 0)
            json["address"] = Texts(user.Address);
        if (user.IdentityProviderId is { } id)
            json["identityProvider"] = Hal.Reference(id);
        AddPhoto(json, user);
        AddTexts(json, user.Attributes);
        CustomAttributes.AddTo(json, user);
        return json;
    }

    public static JsonObject IdentityProvider(Call call, User user)
    {
        var json = new JsonObject();
        Hal.AddIfKnown(json, "id", user.IdentityProviderId);
        var provider = user.IdentityProviderId is { } id ? ProviderKinds.Find(call, id) : null;
        json["type"] = provider?.Text("type") ?? (user.IdentityProviderId is null ? "PING_ONE" : ProviderType.OpenIdConnect);
        return json;
    }

    public static JsonObject Texts(ImmutableSortedDictionary<string, string> texts)
    {
        var json = new JsonObject();
        AddTexts(json, texts);
        return json;
    }

    private static void AddTexts(JsonObject json, ImmutableSortedDictionary<string, string> texts)
    {
        foreach (var (name, value) in texts)
            json[name] = value;
    }

    private static void AddPhoto(JsonObject json, User user)
    {
        if (user.Photo is { } address)
            json["photo"] = new JsonObject { ["href"] = address };
    }

    private static JsonObject Account(User user, DateTimeOffset now)
    {
        if (!user.Password.IsLocked(now))
            return new JsonObject { ["canAuthenticate"] = user.Enabled, ["status"] = "OK" };
        var json = new JsonObject
        {
            ["canAuthenticate"] = false,
            ["status"] = "LOCKED",
            ["lockedAt"] = Hal.Time(user.Password.LockedAt!.Value),
        };
        if (user.Password.UnlocksAt is { } end)
        {
            json["secondsUntilUnlock"] = PasswordTrial.SecondsUntilUnlock(user, now);
            json["unlockAt"] = Hal.Time(end);
        }
        return json;
    }

    private static JsonObject Links(Tenant tenant, User user)
    {
        var self = UserEndpoints.Address(tenant, user.Id);
        var password = $"{self}/password";
        return Hal.Links(
            ("self", self),
            ("environment", tenant.Addresses.Environment),
            ("population", PopulationEndpoints.Address(tenant, user.PopulationId)),
            ("devices", $"{self}/devices"),
            ("roleAssignments", $"{self}/roleAssignments"),
            ("password", password),
            ("password.set", password),
            ("password.reset", password),
            ("password.check", password),
            ("password.recover", password),
            ("account.sendVerificationCode", self),
            ("linkedAccounts", $"{self}/linkedAccounts")
        );
    }
}
