using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Flows;

namespace PingOneScenarios.Emulator.Providers;

/// <summary>The identity providers an action of a sign-on policy lets a user choose, or leads to.</summary>
internal static class FlowProviders
{
    private static readonly string[] Members = ["socialProviders", "discoveryRules", "identityProvider"];

    /// <summary>The providers an action names exist, whatever it calls them.</summary>
    public static void Check(Call call, JsonObject body, PropertyReader fields)
    {
        foreach (var name in Members)
            if (Ids(body, name).Any(id => ProviderKinds.Find(call, id) is null))
                fields.Invalid(name, "names what is not an identity provider of the environment");
    }

    /// <summary>The enabled one of this id, when the action the flow stands at names it.</summary>
    public static Entity? Find(Call call, Flow flow, string id) =>
        flow.Step is { } step
        && Members.Any(name => Ids(step.Body, name).Contains(id))
        && ProviderKinds.Find(call, id) is { } provider
        && provider.Flag("enabled")
            ? provider
            : null;

    /// <summary>The id of the enabled provider that an unknown username belongs to by the action's rules; null when it belongs to none.</summary>
    public static string? Discover(Call call, Flow flow, string username) =>
        flow.Step!.Items("discoveryRules")
            .Where(rule =>
                rule["condition"]?["contains"] is JsonValue part && username.Contains(part.ToString(), StringComparison.OrdinalIgnoreCase)
            )
            .Select(rule => rule["identityProvider"]?["id"]?.ToString())
            .FirstOrDefault(id => id is not null && Find(call, flow, id) is not null);

    /// <summary>What the user may choose, where the user is sent, or as whom the user came back.</summary>
    public static void Show(Call call, Flow flow, JsonObject json)
    {
        if (flow.Status == FlowStatus.ExternalAuthenticationRequired && flow.ProviderId is { } id)
            json["_links"]!["authenticate"] = new JsonObject { ["href"] = call.Tenant.Addresses.Authenticate(id, flow.Id) };
        if (flow.External is { } external)
            json["_embedded"]!["externalAuthentication"] = external.ToJson(flow.Id);
        if (flow.Status is not (FlowStatus.UsernamePasswordRequired or FlowStatus.PasswordRequired or FlowStatus.SignOnRequired))
            return;
        var offered = Ids(flow.Step!.Body, "socialProviders").Select(offer => Find(call, flow, offer)).OfType<Entity>().ToArray();
        if (offered.Length > 0)
            json["_embedded"]!["socialProviders"] = new JsonArray([.. offered.Select(JsonNode (provider) => Offer(call, flow, provider))]);
    }

    private static JsonObject Offer(Call call, Flow flow, Entity provider) =>
        new JsonObject
        {
            ["_links"] = Hal.Links(("authenticate", call.Tenant.Addresses.Authenticate(provider.Id, flow.Id))),
            ["id"] = provider.Id,
            ["name"] = provider.Text("name"),
            ["type"] = provider.Text("type"),
        };

    private static IEnumerable<string> Ids(JsonObject body, string name) =>
        (body[name] is JsonArray list ? list : new JsonArray(body[name]?.DeepClone()))
            .OfType<JsonObject>()
            .Select(item => (name == "discoveryRules" ? item["identityProvider"]?["id"] : item["id"])?.ToString())
            .OfType<string>();
}
