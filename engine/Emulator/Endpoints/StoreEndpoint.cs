using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary>
/// What there is because of requests, for tests that compare it with what a run says it left behind. PingOne has no such path; no token is
/// needed, and neither faults nor latency touch it.
/// </summary>
internal static class StoreEndpoint
{
    public const string Path = "/_emulator/store";

    public static Answer Read(Call call) =>
        Answer.Json(
            200,
            new JsonObject
            {
                ["environment"] = call.Tenant.EnvironmentId,
                ["made"] = new JsonArray([.. Made(call.Organization).Select(JsonNode (made) => ToJson(made))]),
            }
        );

    /// <summary>What was there from the start is left out: the worker, the first default population, built-in entities.</summary>
    public static IEnumerable<Made> Made(Organization organization) =>
        [
            .. organization
                .Tenants()
                .Where(tenant => tenant != organization.First)
                .Select(made => new Made("environment", made.Id, made.Profile.Name, made.Addresses.Environment)),
            .. organization.Tenants().SelectMany(Made),
            .. organization.KeySets.Names.Select(name => new Made("keySet", name, null, KeySetEndpoints.Address(organization, name))),
        ];

    private static IEnumerable<Made> Made(Tenant tenant) =>
        [
            .. tenant
                .Registry.Applications()
                .Select(made => new Made("application", made.Id, made.Name, ApplicationEndpoints.Address(tenant, made.Id))),
            .. tenant
                .Registry.Populations()
                .Where(made => made.Id != tenant.FirstPopulationId)
                .Select(made => new Made("population", made.Id, made.Name, PopulationEndpoints.Address(tenant, made.Id))),
            .. tenant.Registry.Users().Select(made => new Made("user", made.Id, made.Username, UserEndpoints.Address(tenant, made.Id))),
            .. tenant.Images.All().Select(made => new Made("image", made.Id, null, ImageEndpoints.Address(tenant, made.Id))),
            .. EntityKinds.Table.SelectMany(kind => Made(tenant, kind)),
        ];

    private static IEnumerable<Made> Made(Tenant tenant, EntityKind kind)
    {
        var endpoints = new EntityEndpoints(kind);
        return tenant
            .Entities.All(kind)
            .Where(made => !made.IsBuiltIn)
            .Select(made => new Made(kind.Name, made.Id, made.Text("name"), endpoints.Address(tenant, made)));
    }

    private static JsonObject ToJson(Made made)
    {
        var json = new JsonObject { ["kind"] = made.Kind, ["id"] = made.Id };
        Hal.AddIfKnown(json, "name", made.Name);
        json["href"] = made.Address;
        return json;
    }
}
