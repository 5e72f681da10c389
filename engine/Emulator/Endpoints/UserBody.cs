using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Administration;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Providers;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary>A user as JSON.</summary>
internal static class UserBody
{
    /// <summary>Its members. A user is what is read most, so there is no tree of JSON in between.</summary>
    public static void Write(Utf8JsonWriter json, Call call, User user)
    {
        WriteLinks(json, call.Tenant, user);
        json.WriteString("id"u8, user.Id);
        Hal.WriteReference(json, "environment", call.Tenant.EnvironmentId);
        WriteAccount(json, user, call.Now);
        WriteTexts(json, "address", user.Address);
        json.WriteString("createdAt"u8, Hal.Time(user.CreatedAt));
        json.WriteString("email"u8, user.Email);
        if (user.EmailVerified)
            json.WriteBoolean("emailVerified"u8, true);
        json.WriteBoolean("enabled"u8, user.Enabled);
        Hal.Write(json, "identityProvider", IdentityProvider(call, user));
        WriteLastSignOn(json, user);
        WriteObject(json, "lifecycle", "status", user.Lifecycle);
        json.WriteBoolean("mfaEnabled"u8, user.MfaEnabled);
        WriteTexts(json, "name", user.Name);
        if (user.Photo is { } address)
            WriteObject(json, "photo", "href", address);
        Hal.WriteReference(json, "population", user.PopulationId);
        json.WriteString("updatedAt"u8, Hal.Time(user.UpdatedAt));
        json.WriteString("username"u8, user.Username);
        json.WriteString("verifyStatus"u8, user.VerifyStatus);
        foreach (var (name, value) in user.Attributes)
            json.WriteString(name, value);
        CustomAttributes.Write(json, user);
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

    /// <summary>Left out when there is none.</summary>
    private static void WriteTexts(Utf8JsonWriter json, string member, ImmutableSortedDictionary<string, string> texts)
    {
        if (texts.Count == 0)
            return;
        json.WriteStartObject(member);
        foreach (var (name, value) in texts)
            json.WriteString(name, value);
        json.WriteEndObject();
    }

    /// <summary>An object with one member.</summary>
    private static void WriteObject(Utf8JsonWriter json, string member, string name, string value)
    {
        json.WriteStartObject(member);
        json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void WriteLastSignOn(Utf8JsonWriter json, User user)
    {
        if (user.LastSignOn is not { } last)
            return;
        json.WriteStartObject("lastSignOn"u8);
        json.WriteString("at"u8, Hal.Time(last.At));
        json.WriteString("remoteIp"u8, last.RemoteIp);
        json.WriteEndObject();
    }

    private static void WriteAccount(Utf8JsonWriter json, User user, DateTimeOffset now)
    {
        var isLocked = user.Password.IsLocked(now);
        json.WriteStartObject("account"u8);
        json.WriteBoolean("canAuthenticate"u8, user.Enabled && !isLocked);
        json.WriteString("status"u8, isLocked ? "LOCKED" : "OK");
        if (isLocked)
            json.WriteString("lockedAt"u8, Hal.Time(user.Password.LockedAt!.Value));
        if (isLocked && user.Password.UnlocksAt is { } end)
        {
            Hal.Write(json, "secondsUntilUnlock", PasswordTrial.SecondsUntilUnlock(user, now));
            json.WriteString("unlockAt"u8, Hal.Time(end));
        }
        json.WriteEndObject();
    }

    private static void WriteLinks(Utf8JsonWriter json, Tenant tenant, User user)
    {
        var self = UserEndpoints.Address(tenant, user.Id);
        var password = $"{self}/password";
        Hal.WriteLinks(
            json,
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
