using System.Globalization;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Grants;

/// <summary>The secret of a resource, which its entity holds and never shows.</summary>
internal static class ResourceSecret
{
    public const string Member = "#secret";

    /// <summary>Null of a predefined resource, which has none.</summary>
    public static ClientSecret? Of(Entity resource) => resource.Body[Member] is JsonObject json ? Read(json) : null;

    public static Entity With(Entity resource, ClientSecret secret, DateTimeOffset now)
    {
        var body = (JsonObject)resource.Body.DeepClone();
        body[Member] = Write(secret);
        return resource with { Body = body, UpdatedAt = now };
    }

    /// <summary>A change of the resource leaves its secret as it is; a new resource gets one.</summary>
    public static void Keep(JsonObject body, Entity? before, IdSource ids) =>
        body[Member] = before is null ? Write(new ClientSecret(ids.Secret())) : before.Body[Member]?.DeepClone();

    private static JsonObject Write(ClientSecret secret)
    {
        var json = new JsonObject { ["value"] = secret.Value };
        if (secret.Previous is { } previous)
            json["previous"] = new JsonObject
            {
                ["value"] = previous.Value,
                ["expiresAt"] = Hal.Time(previous.ExpiresAt),
                ["lastUsed"] = previous.LastUsed is { } at ? Hal.Time(at) : null,
            };
        return json;
    }

    private static ClientSecret Read(JsonObject json) =>
        new(
            json["value"]!.GetValue<string>(),
            json["previous"] is JsonObject previous
                ? new PreviousSecret(previous["value"]!.GetValue<string>(), Time(previous["expiresAt"])!.Value, Time(previous["lastUsed"]))
                : null
        );

    private static DateTimeOffset? Time(JsonNode? node) =>
        node is null ? null : DateTimeOffset.Parse(node.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
