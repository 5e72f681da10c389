using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Administration;

/// <summary>Custom roles, and roles assigned to applications, users, groups and gateways.</summary>
internal static class RoleKinds
{
    private const EntityOperations Assigning =
        EntityOperations.Create | EntityOperations.List | EntityOperations.Read | EntityOperations.Delete;

    private static readonly ImmutableArray<Field> AssignmentFields =
    [
        Field.Reference("role", required: true),
        Field.Object("scope", required: true, Field.Text("id", required: true), Field.Choice("type", Role.ScopeTypes, required: true)),
    ];

    /// <summary>A role of an environment; the list of them, which has the built-in ones as well, is an endpoint of its own.</summary>
    public static EntityKind Custom { get; } =
        new(
            "customRole",
            "/roles",
            "roleID",
            [
                Field.Text("name", required: true, maximum: 256),
                Field.Text("description"),
                Field.Choices("applicableTo", Role.ScopeTypes),
                Field.Objects("canBeAssignedBy", required: true, Field.Text("id", required: true)),
                Field.Objects("permissions", required: true, Field.Text("id", required: true)),
            ]
        )
        {
            UniqueBy = "name",
            HasTimes = false,
            Operations = EntityOperations.Create | EntityOperations.Replace | EntityOperations.Delete,
            Check = CheckCustom,
            Complete = (_, _, json) => json["type"] = "CUSTOM",
        };

    public static EntityKind OfApplication { get; } = Assignment("application", "/applications/{applicationID}");
    public static EntityKind OfUser { get; } = Assignment("user", "/users/{userID}");
    public static EntityKind OfGroup { get; } = Assignment("group", "/groups/{groupID}");
    public static EntityKind OfGateway { get; } = Assignment("gateway", "/gateways/{gatewayID}");

    public static ImmutableArray<EntityKind> Rows { get; } = [Custom, OfApplication, OfUser, OfGroup, OfGateway];

    private static EntityKind Assignment(string assignee, string path) =>
        new($"{assignee}RoleAssignment", $"{path}/roleAssignments", $"{assignee}RoleAssignmentID", AssignmentFields)
        {
            Operations = Assigning,
            Check = (call, body, fields, _) => CheckAssignment(call, assignee, body, fields),
            MayStore = RefuseUnlessHeld,
            HasTimes = false,
            Complete = (_, assignment, json) =>
            {
                json["readOnly"] = false;
                if (assignee is "group" or "gateway")
                    json[assignee] = Hal.Reference(assignment.ParentId!);
            },
        };

    private static void CheckCustom(Call call, JsonObject body, PropertyReader fields, Entity? before)
    {
        var known = Right.Table.SelectMany(right => Enum.GetValues<Actions>().Select(right.Permission)).ToHashSet();
        foreach (var permission in fields.Children("permissions") ?? [])
            if (permission.Text("id") is { } id && !known.Contains(id))
                permission.Invalid("id", "is not a permission");
        foreach (var role in fields.Children("canBeAssignedBy") ?? [])
            if (role.Text("id") is { } id && Role.Find(call.Tenant.Entities, id) is null)
                role.Invalid("id", "is not a role");
        body["applicableTo"] ??= Hal.List([Role.Organization, Role.Environment, Role.Population]);
    }

    private static void CheckAssignment(Call call, string assignee, JsonObject body, PropertyReader fields)
    {
        if ((string?)body["role"]?["id"] is not { } roleId || (string?)body["scope"]?["type"] is not { } type)
            return;
        if (Role.Find(call.Tenant.Entities, roleId) is not { } role)
            fields.Child("role")!.Invalid("id", "is not a role of the environment");
        else if (!role.ApplicableTo.Contains(type))
            fields.Child("scope")!.Invalid("type", $"must be one of {string.Join(", ", role.ApplicableTo)}, for which the role is");
        else if ((string?)body["scope"]?["id"] is { } scopeId && !Exists(call, type, scopeId))
            fields.Child("scope")!.Invalid("id", "is not the id of a resource of the type");
        else if (Twin(call, assignee, body) is { } twin)
            fields.Add(NotUnique.Detail("role.id", twin.Id));
    }

    private static Entity? Twin(Call call, string assignee, JsonObject body)
    {
        var kind = Rows.First(row => row.Name == $"{assignee}RoleAssignment");
        return call
            .Tenant.Entities.Of(kind, EntityKind.ParentId(kind, call))
            .FirstOrDefault(other => JsonNode.DeepEquals(other.Body, body));
    }

    private static bool Exists(Call call, string type, string id) =>
        type switch
        {
            Role.Organization => id == call.Organization.Id,
            Role.Environment => call.Organization.Find(id) is not null,
            Role.Population => call.Organization.Tenants().Any(tenant => tenant.Registry.FindPopulation(id) is not null),
            _ => call.Organization.Tenants().Any(tenant => tenant.Registry.FindApplication(id) is not null),
        };

    /// <summary>Nobody gives on more than it has.</summary>
    private static Answer? RefuseUnlessHeld(Call call, JsonObject body)
    {
        var actor = Actor.Of(call);
        var role = Role.Find(call.Tenant.Entities, (string)body["role"]!["id"]!)!;
        var (type, id) = ((string)body["scope"]!["type"]!, (string)body["scope"]!["id"]!);
        return actor.IsUnlimited || actor.Roles.Any(held => role.IsAssignableBy(held.Role) && Covers(call, held, type, id))
            ? null
            : ApiError.Forbidden(call);
    }

    private static bool Covers(Call call, AssignedRole held, string type, string id) =>
        held.ScopeType == Role.Organization
        || held.ScopeType == type && held.ScopeId == id
        || held.ScopeType == Role.Environment && call.Organization.Find(held.ScopeId) is { } tenant && IsIn(tenant, type, id);

    private static bool IsIn(Tenant tenant, string type, string id) =>
        type switch
        {
            Role.Population => tenant.Registry.FindPopulation(id) is not null,
            Role.Application => tenant.Registry.FindApplication(id) is not null,
            _ => false,
        };
}
