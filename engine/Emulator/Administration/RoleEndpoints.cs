using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Administration;

/// <summary><c>/v1/roles</c>, the same everywhere, and <c>/v1/environments/{envID}/roles</c>, which has the custom ones as well.</summary>
internal static class RoleEndpoints
{
    private static readonly EntityEndpoints Custom = new(RoleKinds.Custom);

    public static Answer ListBuiltIn(Call call) =>
        List($"{call.Tenant.Addresses.ApiPath}/roles", [.. BuiltInRoles.Table.Select(role => ToJson(call, role, isOfEnvironment: false))]);

    public static Answer ReadBuiltIn(Call call) => Read(call, call.PathValues["builtInRoleID"], isOfEnvironment: false);

    public static Answer List(Call call) =>
        List(
            $"{call.Tenant.Addresses.Environment}/roles",
            [
                .. BuiltInRoles.Table.Select(role => ToJson(call, role, isOfEnvironment: true)),
                .. call.Tenant.Entities.Of(RoleKinds.Custom, null).Select(role => Custom.ToJson(call, role)),
            ]
        );

    public static Answer Read(Call call) =>
        call.Tenant.Entities.Find(RoleKinds.Custom, call.PathValues["roleID"]) is { } custom
            ? Custom.Read(call, custom)
            : Read(call, call.PathValues["roleID"], isOfEnvironment: true);

    /// <summary>What the worker of an emulator has, as roles, when it makes a worker like itself.</summary>
    public static void AssignRolesOfActor(Call call, Application worker)
    {
        var actor = Actor.Of(call);
        var roles = actor.IsUnlimited
            ? BuiltInRoles
                .Table.Where(role => role.ApplicableTo.Contains(Role.Organization))
                .Select(role => new AssignedRole(role, Role.Organization, call.Organization.Id))
            : actor.Roles;
        foreach (var (role, type, id) in roles)
            call.Tenant.Entities.Add(
                RoleKinds.OfApplication,
                new Entity(
                    call.Tenant.Ids.Uuid(),
                    worker.Id,
                    new JsonObject
                    {
                        ["role"] = Hal.Reference(role.Id),
                        ["scope"] = new JsonObject { ["id"] = id, ["type"] = type },
                    },
                    call.Now,
                    call.Now
                )
            );
    }

    private static Answer Read(Call call, string id, bool isOfEnvironment) =>
        BuiltInRoles.Table.FirstOrDefault(role => role.Id == id) is { } role
            ? Answer.Hal(200, ToJson(call, role, isOfEnvironment))
            : ApiError.NotFound(call);

    private static Answer List(string self, JsonNode[] roles) =>
        Answer.Hal(
            200,
            new JsonObject
            {
                ["_links"] = Hal.Links(("self", self)),
                ["_embedded"] = new JsonObject { ["roles"] = new JsonArray(roles) },
                ["count"] = roles.Length,
                ["size"] = roles.Length,
            }
        );

    /// <summary>In an environment a role says less of its permissions, and who may assign it.</summary>
    private static JsonObject ToJson(Call call, Role role, bool isOfEnvironment)
    {
        var place = isOfEnvironment ? call.Tenant.Addresses.Environment : call.Tenant.Addresses.ApiPath;
        var permissions = role.All().DistinctBy(pair => pair.Right.Permission(pair.Action));
        var json = new JsonObject
        {
            ["_links"] = Hal.Links(("self", $"{place}/roles/{role.Id}")),
            ["id"] = role.Id,
            ["name"] = role.Name,
            ["description"] = role.Description,
            ["applicableTo"] = Hal.List(role.ApplicableTo),
            ["permissions"] = new JsonArray([
                .. permissions.Select(
                    JsonNode (pair) => isOfEnvironment ? Hal.Reference(pair.Right.Permission(pair.Action)) : ToJson(pair.Right, pair.Action)
                ),
            ]),
        };
        if (!isOfEnvironment)
            return json;
        json["environment"] = Hal.Reference(call.Tenant.EnvironmentId);
        json["type"] = "PLATFORM";
        json["canBeAssignedBy"] = new JsonArray([
            .. BuiltInRoles.Table.Where(role.IsAssignableBy).Select(JsonNode (other) => Hal.Reference(other.Id)),
        ]);
        return json;
    }

    private static JsonObject ToJson(Right right, Actions action) =>
        new()
        {
            ["id"] = right.Permission(action),
            ["classifier"] = right.Resource,
            ["description"] = $"{action} {right.Resource}",
        };
}
