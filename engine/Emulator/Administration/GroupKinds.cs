using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;

namespace PingOneScenarios.Emulator.Administration;

/// <summary>Groups, who is in them, and which of them are in others.</summary>
internal static class GroupKinds
{
    private static readonly ImmutableArray<Field> GroupFields =
    [
        Field.Text("name", required: true, maximum: 1024),
        Field.Text("description"),
        Field.Text("externalId"),
        Field.Reference("population"),
        Field.Object("customData", required: false) with
        {
            Read = (fields, member) => fields.Child(member) is null ? null : fields.Any(member),
        },
        Field.Text("userFilter"),
    ];

    public static EntityKind Group { get; } =
        new("group", "/groups", "groupID", GroupFields)
        {
            UniqueBy = "name",
            HasTimes = false,
            Filters = ["name", "description", "externalId", "population.id"],
            Check = (call, body, fields, _) => CheckPopulation(call, body, fields),
            Unserved = body => body.ContainsKey("userFilter") ? "groups whose users a filter finds" : null,
            Complete = Count,
            Changed = LeaveIfGone,
        };

    /// <summary>A user in a group; it lies under the user and is named by the group.</summary>
    public static EntityKind Membership { get; } =
        new("groupMembership", "/users/{userID}/memberOfGroups", "memberGroupID", [Field.Text("id", required: true)])
        {
            UniqueBy = "id",
            NamedBy = "id",
            HasTimes = false,
            Operations = EntityOperations.Create,
            Check = (call, body, fields, _) => CheckMembership(call, body, fields),
            Complete = (call, membership, json) => GroupMemberships.Describe(call, Find(call, membership)!, isDirect: true, json),
            Links = (call, membership) =>
                [("group", Address(call, membership)), ("user", UserEndpoints.Address(call.Tenant, membership.ParentId!))],
        };

    /// <summary>A group in another; it lies under the one that is inside and is named by the other.</summary>
    public static EntityKind Nesting { get; } =
        new("groupNesting", "/groups/{groupID}/memberOfGroups", "nestedGroupID", [Field.Text("id", required: true)])
        {
            UniqueBy = "id",
            NamedBy = "id",
            HasTimes = false,
            Collection = "groupMemberships",
            Operations = EntityOperations.Create | EntityOperations.List | EntityOperations.Read | EntityOperations.Delete,
            Check = (call, body, fields, _) => CheckNesting(call, body, fields),
            Complete = (_, _, json) =>
            {
                json.Remove("environment");
                json["type"] = "DIRECT";
            },
            Links = (call, nesting) => [("group", Address(call, nesting))],
        };

    public static ImmutableArray<EntityKind> Rows { get; } = [Group, Membership, Nesting];

    private static Entity? Find(Call call, Entity member) => call.Tenant.Entities.Find(Group, member.Text("id")!);

    private static string Address(Call call, Entity member) => $"{call.Tenant.Addresses.Environment}/groups/{member.Text("id")}";

    private static void CheckPopulation(Call call, JsonObject body, PropertyReader fields)
    {
        if ((string?)body["population"]?["id"] is { } id && call.Tenant.Registry.FindPopulation(id) is null)
            fields.Child("population")?.Invalid("id", "is not a population of the environment");
    }

    /// <summary>A group of a population has only users of it.</summary>
    private static void CheckMembership(Call call, JsonObject body, PropertyReader fields)
    {
        if ((string?)body["id"] is not { } id)
            return;
        if (call.Tenant.Entities.Find(Group, id) is not { } group)
            fields.Invalid("id", "is not a group of the environment");
        else if (
            group.Text("population.id") is { } population
            && call.Tenant.Registry.FindUser(call.PathValues["userID"])?.PopulationId != population
        )
            fields.Invalid("id", "is a group of another population than the user's");
    }

    private static void CheckNesting(Call call, JsonObject body, PropertyReader fields)
    {
        if ((string?)body["id"] is not { } id)
            return;
        var inner = call.PathValues["groupID"];
        if (call.Tenant.Entities.Find(Group, id) is null)
            fields.Invalid("id", "is not a group of the environment");
        else if (id == inner || GroupMemberships.Around(call.Tenant, id).Contains(inner))
            fields.Invalid("id", "is the group itself or is in it");
    }

    private static void Count(Call call, Entity group, JsonObject json)
    {
        var members = GroupMemberships.Members(call.Tenant, group.Id);
        json["displayName"] = group.Text("name");
        json["directMemberCounts"] = new JsonObject { ["users"] = members.Count };
        if (call.Request.Query["include"].ToString().Contains("totalMemberCounts", StringComparison.Ordinal))
            json["totalMemberCounts"] = new JsonObject { ["users"] = GroupMemberships.AllMembers(call.Tenant, group.Id).Count };
    }

    /// <summary>Nobody is in a group that is no more.</summary>
    private static void LeaveIfGone(Call call, Entity group)
    {
        var entities = call.Tenant.Entities;
        if (entities.Find(Group, group.Id) is not null)
            return;
        foreach (var kind in (EntityKind[])[Membership, Nesting])
        foreach (var member in entities.All(kind).Where(member => member.Text("id") == group.Id))
            entities.Remove(kind, member.Id);
    }
}
