using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Devices;

/// <summary><c>/v1/environments/{envID}/mfaSettings</c>: one entity, which is there from the start and whose DELETE is a reset.</summary>
internal static class MfaSettingsEndpoints
{
    public const int UsualLargestCount = 5;

    public static ImmutableArray<Field> Fields { get; } =
    [
        Field.Object(
            "authentication",
            required: false,
            Field.Choice("deviceSelection", ["DEFAULT_TO_FIRST", "PROMPT_TO_SELECT"], required: true)
        ),
        Field.Object(
            "lockout",
            required: false,
            Field.Number("failureCount", 1, int.MaxValue, required: true),
            Field.Number("durationSeconds", 1, int.MaxValue)
        ),
        Field.Object(
            "pairing",
            required: true,
            Field.Number("maxAllowedDevices", 1, 15, required: true),
            Field.Choice("pairingKeyFormat", ["NUMERIC", "ALPHANUMERIC"], required: true)
        ),
        Field.Object("phoneExtensions", required: false, Field.Flag("enabled")),
        Field.Object("users", required: false, Field.Flag("mfaEnabled")),
    ];

    /// <summary>Its id is that of the environment, so that nobody has to look for it.</summary>
    public static Entity Of(Tenant tenant) => tenant.Entities.Find(DeviceKinds.Settings, tenant.EnvironmentId)!;

    public static JsonObject Usual() =>
        new()
        {
            ["authentication"] = new JsonObject { ["deviceSelection"] = "DEFAULT_TO_FIRST" },
            ["pairing"] = new JsonObject { ["maxAllowedDevices"] = UsualLargestCount, ["pairingKeyFormat"] = "NUMERIC" },
            ["phoneExtensions"] = new JsonObject { ["enabled"] = false },
            ["users"] = new JsonObject { ["mfaEnabled"] = false },
        };

    public static Answer Read(Call call) => Answer.Hal(200, ToJson(call, Of(call.Tenant)));

    public static Answer Replace(Call call, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var sent = Field.ReadAll(fields, Fields);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        var body = Usual();
        foreach (var (name, value) in sent)
            body[name] = value?.DeepClone();
        return Answer.Hal(200, ToJson(call, Store(call, body)));
    }

    public static Answer Reset(Call call)
    {
        Store(call, Usual());
        return Answer.Empty(204);
    }

    private static Entity Store(Call call, JsonObject body)
    {
        var changed = Of(call.Tenant) with { Body = body, UpdatedAt = call.Now };
        call.Tenant.Entities.Replace(DeviceKinds.Settings, changed);
        return changed;
    }

    private static JsonObject ToJson(Call call, Entity settings)
    {
        var json = new JsonObject
        {
            ["_links"] = Hal.Links(
                ("self", $"{call.Tenant.Addresses.Environment}/mfaSettings"),
                ("environment", call.Tenant.Addresses.Environment)
            ),
            ["environment"] = Hal.Reference(call.Tenant.EnvironmentId),
        };
        foreach (var (name, value) in settings.Body)
            json[name] = value?.DeepClone();
        json["updatedAt"] = Hal.Time(settings.UpdatedAt);
        return json;
    }
}
