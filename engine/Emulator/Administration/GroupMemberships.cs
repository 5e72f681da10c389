using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Administration;

/// <summary>Who is in which group: directly, or because a group is in another.</summary>
internal static class GroupMemberships
{
    /// <summary>True also when the user is in a group that is in this one.</summary>
    public static bool IsMember(Tenant tenant, string userId, string groupId) =>
        tenant.Entities.FindUnique(GroupKinds.Membership, userId, groupId) is not null
        || tenant.Entities.Of(GroupKinds.Membership, userId).Any(membership => Around(tenant, membership.Text("id")!).Contains(groupId));

    /// <summary>The groups a user is in, those it was put into first.</summary>
    public static IReadOnlyList<(Entity Group, bool IsDirect)> Of(Tenant tenant, string userId)
    {
        var direct = tenant.Entities.Of(GroupKinds.Membership, userId).Select(membership => membership.Text("id")!).ToHashSet();
        var indirect = direct.SelectMany(id => Around(tenant, id)).Distinct().Where(id => !direct.Contains(id)).ToArray();
        return
        [
            .. direct
                .Select(id => (id, true))
                .Concat(indirect.Select(id => (id, false)))
                .Select(pair => (Group: tenant.Entities.Find(GroupKinds.Group, pair.id), pair.Item2))
                .Where(pair => pair.Group is not null)
                .Select(pair => (pair.Group!, pair.Item2)),
        ];
    }

    /// <summary>The groups a group is in, by whatever number of steps.</summary>
    public static IReadOnlySet<string> Around(Tenant tenant, string groupId)
    {
        var around = new HashSet<string>();
        var ahead = new Queue<string>([groupId]);
        while (ahead.TryDequeue(out var inner))
            foreach (var nesting in tenant.Entities.Of(GroupKinds.Nesting, inner))
                if (nesting.Text("id") is { } outer && around.Add(outer))
                    ahead.Enqueue(outer);
        return around;
    }

    /// <summary>The ids of the users who were put into a group.</summary>
    public static IReadOnlySet<string> Members(Tenant tenant, string groupId) =>
        tenant
            .Entities.All(GroupKinds.Membership)
            .Where(membership => membership.Text("id") == groupId)
            .Select(membership => membership.ParentId!)
            .ToHashSet();

    /// <summary>The ids of the users in a group, and in the groups in it.</summary>
    public static IReadOnlySet<string> AllMembers(Tenant tenant, string groupId) =>
        tenant
            .Entities.All(GroupKinds.Membership)
            .Where(membership => IsMember(tenant, membership.ParentId!, groupId))
            .Select(membership => membership.ParentId!)
            .ToHashSet();

    public static Answer List(Call call) =>
        new Collection<GroupOfUser>(
            "groupMemberships",
            asked => [.. Of(asked.Tenant, asked.PathValues["userID"]).Select(pair => new GroupOfUser(pair.Group, pair.IsDirect))],
            Hal.Written<GroupOfUser>((asked, pair) => ToJson(asked, pair.Group, pair.IsDirect)),
            new Dictionary<string, Func<GroupOfUser, string>>
            {
                ["id"] = pair => pair.Group.Id,
                ["name"] = pair => pair.Group.Text("name")!,
                ["type"] = pair => Type(pair.IsDirect),
            }
        ).List(call);

    public static Answer Read(Call call) =>
        Of(call.Tenant, call.PathValues["userID"]).FirstOrDefault(pair => pair.Group.Id == call.PathValues["memberGroupID"])
            is { Group: { } group } found
            ? Answer.Hal(200, ToJson(call, group, found.IsDirect))
            : ApiError.NotFound(call);

    /// <summary>Only from a group the user was put into; from one around it, by leaving what is inside.</summary>
    public static Answer Delete(Call call)
    {
        var (userId, groupId) = (call.PathValues["userID"], call.PathValues["memberGroupID"]);
        if (call.Tenant.Entities.FindUnique(GroupKinds.Membership, userId, groupId) is not { } membership)
            return ApiError.NotFound(call);
        call.Tenant.Entities.Remove(GroupKinds.Membership, membership.Id);
        return Answer.Empty(204);
    }

    /// <summary>What a membership shows of its group.</summary>
    public static void Describe(Call call, Entity group, bool isDirect, JsonObject json)
    {
        json["name"] = group.Text("name");
        json["type"] = Type(isDirect);
        if (call.Request.Query["expand"].ToString().Split(',').Contains("group"))
            json["_embedded"] = new JsonObject { ["group"] = new EntityEndpoints(GroupKinds.Group).ToJson(call, group) };
    }

    private static string Type(bool isDirect) => isDirect ? "DIRECT" : "INDIRECT";

    private static JsonObject ToJson(Call call, Entity group, bool isDirect)
    {
        var user = UserEndpoints.Address(call.Tenant, call.PathValues["userID"]);
        var json = new JsonObject
        {
            ["_links"] = Hal.Links(
                ("self", $"{user}/memberOfGroups/{group.Id}"),
                ("environment", call.Tenant.Addresses.Environment),
                ("group", $"{call.Tenant.Addresses.Environment}/groups/{group.Id}"),
                ("user", user)
            ),
            ["id"] = group.Id,
            ["environment"] = Hal.Reference(call.Tenant.EnvironmentId),
        };
        Describe(call, group, isDirect, json);
        return json;
    }
}

/// <summary>A group a user is in.</summary>
internal sealed record GroupOfUser(Entity Group, bool IsDirect) : IResource
{
    public string Id => Group.Id;

    public DateTimeOffset CreatedAt => Group.CreatedAt;
}
