using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Administration;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Tokens;

/// <summary>The attributes of a user by their paths, as claim mappings name them.</summary>
internal static class UserValues
{
    private static readonly string[] Formatted = ["given", "family"];

    /// <summary>Null when the user has no such value.</summary>
    public static JsonNode? Find(Tenant tenant, User user, ImmutableArray<string> path) =>
        path switch
        {
            ["name", var part] => NamePart(user, part),
            ["address", var part] => user.Address.GetValueOrDefault(part),
            ["photo", "href"] => user.Photo,
            ["population", "id"] => user.PopulationId,
            ["population", "name"] => tenant.Registry.FindPopulation(user.PopulationId)?.Name,
            ["memberOfGroupIDs"] => Hal.List(Groups(tenant, user).Select(group => group.Id)),
            ["memberOfGroupNames"] => Hal.List(Groups(tenant, user).Select(group => group.Text("name")!)),
            [var name] => Attribute(user, name),
            _ => null,
        };

    private static IEnumerable<Entity> Groups(Tenant tenant, User user) => GroupMemberships.Of(tenant, user.Id).Select(pair => pair.Group);

    private static JsonNode? Attribute(User user, string name) =>
        name switch
        {
            "id" => user.Id,
            "username" => user.Username,
            "email" => user.Email,
            "enabled" => user.Enabled,
            "mfaEnabled" => user.MfaEnabled,
            "emailVerified" => user.EmailVerified,
            "createdAt" => Hal.Time(user.CreatedAt),
            "updatedAt" => Hal.Time(user.UpdatedAt),
            _ => user.Attributes.GetValueOrDefault(name),
        };

    /// <summary>Without a formatted name it is made of the first and the last one.</summary>
    private static string? NamePart(User user, string part)
    {
        if (part != "formatted" || user.Name.ContainsKey(part))
            return user.Name.GetValueOrDefault(part);
        var whole = string.Join(' ', Formatted.Select(user.Name.GetValueOrDefault).Where(name => name is not null));
        return whole.Length > 0 ? whole : null;
    }
}
