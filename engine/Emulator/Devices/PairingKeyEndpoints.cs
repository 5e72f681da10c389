using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Devices;

/// <summary><c>/v1/environments/{envID}/users/{userID}/pairingKeys</c>: what a user types into an app, so that it becomes a device.</summary>
internal static class PairingKeyEndpoints
{
    private const string Unclaimed = "UNCLAIMED";
    private const int KeyDigits = 12;
    private const int KeyLetters = 16;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private static readonly EntityEndpoints One = new(DeviceKinds.PairingKey);

    public static Answer Create(Call call, User user, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var applications = (fields.Children("applications") ?? []).Select(item => item.Text("id", required: true)).ToArray();
        if (applications.FirstOrDefault(id => id is not null && call.Tenant.Registry.FindApplication(id) is null) is { } unknown)
            fields.Invalid("applications", $"{unknown} is not an application of the environment");
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        var key = new Entity(
            call.Tenant.Ids.Uuid(),
            user.Id,
            new JsonObject
            {
                ["code"] = Code(call.Tenant),
                ["status"] = Unclaimed,
                ["applications"] = new JsonArray([.. applications.Select(JsonNode (id) => Hal.Reference(id!))]),
                ["expiresAt"] = DeviceState.Text(call.Now + Lifetime),
            },
            call.Now,
            call.Now
        );
        call.Tenant.Entities.Add(DeviceKinds.PairingKey, key);
        return Answer.Hal(201, One.ToJson(call, key));
    }

    public static void Complete(Call call, Entity key, JsonObject json)
    {
        json["user"] = Hal.Reference(key.ParentId!);
        json["expiresAt"] = Hal.Time(DeviceState.Time(key, "expiresAt")!.Value);
    }

    /// <summary>Takes the key that has the code, once; null when none is left that has.</summary>
    public static Entity? Claim(Tenant tenant, string code, DateTimeOffset now)
    {
        var key = tenant
            .Entities.All(DeviceKinds.PairingKey)
            .FirstOrDefault(key => key.Text("code") == code && key.Text("status") == Unclaimed && DeviceState.Time(key, "expiresAt") > now);
        if (key is null)
            return null;
        var body = (JsonObject)key.Body.DeepClone();
        body["status"] = "CLAIMED";
        tenant.Entities.Replace(DeviceKinds.PairingKey, key with { Body = body, UpdatedAt = now });
        return key;
    }

    /// <summary>In PingOne's own example two digits stand before the twelve its settings speak of.</summary>
    private static string Code(Tenant tenant) =>
        MfaSettingsEndpoints.Of(tenant).Text("pairing.pairingKeyFormat") == "ALPHANUMERIC"
            ? Totp.NewSecret(tenant.Ids)[..KeyLetters]
            : $"01{tenant.Ids.Digits(KeyDigits)}";
}
