using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary>What users are found and ordered by.</summary>
internal static class UserAttributes
{
    public static IReadOnlyDictionary<string, Func<User, string>> Table { get; } = CreateTable();

    /// <inheritdoc cref="Collection{T}.Lists"/>
    public static Dictionary<string, Func<Call, User, IEnumerable<string>>> Lists { get; } =
        new() { ["memberOfGroups.id"] = (call, user) => GroupsOfUser.Ids(call, user.Id) };

    /// <inheritdoc cref="Collection{T}.Keys"/>
    public static Dictionary<string, Func<Call, string, IReadOnlyList<User>>> Keys { get; } =
        new()
        {
            ["username"] = (call, name) => UserEndpoints.VisibleOf(call, Just(call.Tenant.Registry.FindUserByName(name))),
            ["id"] = (call, id) => UserEndpoints.VisibleOf(call, Just(call.Tenant.Registry.FindUser(id))),
            ["memberOfGroups.id"] = (call, id) => UserEndpoints.VisibleOf(call, GroupsOfUser.Members(call, id)),
        };

    private static Dictionary<string, Func<User, string>> CreateTable()
    {
        var table = new Dictionary<string, Func<User, string>>
        {
            ["id"] = user => user.Id,
            ["username"] = user => user.Username,
            ["email"] = user => user.Email,
            ["population.id"] = user => user.PopulationId,
            ["enabled"] = user => Flag(user.Enabled),
            ["mfaEnabled"] = user => Flag(user.MfaEnabled),
            ["emailVerified"] = user => Flag(user.EmailVerified),
            ["lifecycle.status"] = user => user.Lifecycle,
            ["verifyStatus"] = user => user.VerifyStatus,
            ["identityProvider.id"] = user => user.IdentityProviderId ?? "",
            ["photo.href"] = user => user.Photo ?? "",
            ["lastSignOn.at"] = user => user.LastSignOn is { } last ? Hal.Time(last.At) : "",
            ["createdAt"] = user => Hal.Time(user.CreatedAt),
            ["updatedAt"] = user => Hal.Time(user.UpdatedAt),
        };
        foreach (var name in UserFields.AttributeNames)
            table[name] = user => user.Attributes.GetValueOrDefault(name, "");
        foreach (var part in UserFields.NamePartNames)
            table[$"name.{part}"] = user => user.Name.GetValueOrDefault(part, "");
        foreach (var part in UserFields.AddressPartNames)
            table[$"address.{part}"] = user => user.Address.GetValueOrDefault(part, "");
        return table;
    }

    private static string Flag(bool value) => value ? "true" : "false";

    private static User[] Just(User? user) => user is null ? [] : [user];
}
