using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Administration;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary>The groups of a user as they show in the user: by <c>include=</c>, and in filters.</summary>
internal static class GroupsOfUser
{
    private const string IdsMember = "memberOfGroupIDs";
    private const string NamesMember = "memberOfGroupNames";

    public static IReadOnlyList<string> Ids(Call call, string userId) =>
        [.. GroupMemberships.Of(call.Tenant, userId).Select(pair => pair.Group.Id)];

    public static IReadOnlyList<User> Members(Call call, string groupId) =>
        [
            .. GroupMemberships
                .AllMembers(call.Tenant, groupId)
                .Select(id => call.Tenant.Registry.FindUser(id))
                .OfType<User>()
                .OrderBy(user => user.CreatedAt)
                .ThenBy(user => user.Id, StringComparer.Ordinal),
        ];

    /// <summary>The members that <c>include</c> asks for, each once; an answer when it asks for something else.</summary>
    public static Established<string[]> Asked(Call call)
    {
        if (!call.Request.Query.ContainsKey("include"))
            return Array.Empty<string>();
        var members = call.Request.Query["include"].SelectMany(value => (value ?? "").Split(',')).Distinct().ToArray();
        return members.All(member => member is IdsMember or NamesMember)
            ? members
            : ApiError.InvalidFields(
                call,
                new ErrorDetail("INVALID_PARAMETER", "include", $"must be {IdsMember} or {NamesMember}")
                {
                    InnerError = () => new JsonObject { ["allowedValues"] = Hal.List([IdsMember, NamesMember]) },
                }
            );
    }

    /// <summary>The members that <see cref="Asked"/> says.</summary>
    public static void Write(Utf8JsonWriter json, Call call, User user, string[] members)
    {
        var groups = GroupMemberships.Of(call.Tenant, user.Id).Select(pair => pair.Group).ToArray();
        foreach (var member in members)
            Hal.Write(json, member, Hal.List(groups.Select(group => member == IdsMember ? group.Id : group.Text("name")!)));
    }
}
