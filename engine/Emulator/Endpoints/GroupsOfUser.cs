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

    /// <summary>Adds what <c>include</c> asks for; an answer when it asks for something else.</summary>
    public static Answer? Include(Call call, User user, JsonObject json)
    {
        foreach (var asked in call.Request.Query["include"].SelectMany(value => (value ?? "").Split(',')))
        {
            if (asked is not (IdsMember or NamesMember))
                return ApiError.InvalidFields(
                    call,
                    new ErrorDetail("INVALID_PARAMETER", "include", $"must be {IdsMember} or {NamesMember}")
                    {
                        InnerError = () => new JsonObject { ["allowedValues"] = Hal.List([IdsMember, NamesMember]) },
                    }
                );
            var groups = GroupMemberships.Of(call.Tenant, user.Id).Select(pair => pair.Group);
            json[asked] = Hal.List(groups.Select(group => asked == IdsMember ? group.Id : group.Text("name")!));
        }
        return null;
    }
}
