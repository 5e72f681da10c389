using System.Collections.Immutable;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Administration;

/// <summary>What an actor may do in an environment: all its roles allow, each in its scope.</summary>
internal static class ActorRights
{
    /// <summary>The call is within what the roles of its sender allow.</summary>
    public static bool Allow(Call call, Actor actor)
    {
        if (actor.IsUnlimited)
            return true;
        var (right, action) = Right.Of(call);
        var allowing = actor.Roles.Where(assigned => assigned.Role.Allows(right, action)).ToArray();
        if (allowing.Any(assigned => assigned.Covers(call.Tenant)))
            return true;
        if (right.Path.Length == 0)
            return action == Actions.Read && allowing.Any(assigned => assigned.Touches(call.Tenant));
        return allowing.Any(assigned => IsWithin(call, right, assigned));
    }

    /// <summary>The populations whose users the sender may see; null for all.</summary>
    public static ImmutableHashSet<string>? VisiblePopulations(Call call)
    {
        var actor = Actor.Of(call);
        if (actor.IsUnlimited)
            return null;
        var (right, action) = Right.Of(call);
        var allowing = actor.Roles.Where(assigned => assigned.Role.Allows(right, action)).ToArray();
        return allowing.Any(assigned => assigned.Covers(call.Tenant))
            ? null
            : [.. allowing.Where(assigned => assigned.ScopeType == Role.Population).Select(assigned => assigned.ScopeId)];
    }

    /// <summary>Of at least one environment.</summary>
    public static bool MayReadEnvironments(Actor actor) =>
        actor.IsUnlimited || actor.Roles.Any(assigned => assigned.Role.Allows(Right.OfEnvironment, Actions.Read));

    /// <summary>The environments the sender may read.</summary>
    public static IReadOnlyList<Tenant> VisibleEnvironments(Call call)
    {
        var (actor, tenants) = (Actor.Of(call), call.Organization.Tenants());
        if (actor.IsUnlimited)
            return tenants;
        var reading = actor.Roles.Where(assigned => assigned.Role.Allows(Right.OfEnvironment, Actions.Read)).ToArray();
        return [.. tenants.Where(tenant => reading.Any(assigned => assigned.Touches(tenant)))];
    }

    /// <summary>By a role for the whole organization, of which <paramref name="any"/> is an environment.</summary>
    public static bool MayCreateEnvironments(Actor actor, Tenant any) =>
        actor.IsUnlimited
        || actor.Roles.Any(assigned =>
            assigned.ScopeType == Role.Organization && assigned.Covers(any) && assigned.Role.Allows(Right.OfEnvironment, Actions.Create)
        );

    private static bool IsWithin(Call call, Right right, AssignedRole assigned) =>
        assigned.ScopeType switch
        {
            Role.Population => IsInPopulation(call, right, assigned.ScopeId),
            Role.Application => call.PathValues.Find("applicationID") == assigned.ScopeId,
            _ => false,
        };

    /// <summary>The user, group or population of the call is of the population; a list of them shows only those that are.</summary>
    private static bool IsInPopulation(Call call, Right right, string populationId)
    {
        var (tenant, values) = (call.Tenant, call.PathValues);
        if (tenant.Registry.FindPopulation(populationId) is null)
            return false;
        if (values.Find("userID") is { } userId)
            return tenant.Registry.FindUser(userId) is not { } user || user.PopulationId == populationId;
        if (values.Find("groupID") is { } groupId)
            return tenant.Entities.Find(GroupKinds.Group, groupId)?.Text("population.id") == populationId;
        if (values.Find("populationID") is { } id)
            return id == populationId;
        var isNew = Dispatcher.Method(call.Request) == "POST";
        return right.Path switch
        {
            "users" => !isNew || (PopulationOfBody(call) ?? tenant.Registry.DefaultPopulationId) == populationId,
            "groups" => isNew && PopulationOfBody(call) == populationId,
            "populations" => !isNew,
            _ => false,
        };
    }

    private static string? PopulationOfBody(Call call) =>
        StrictJson.Parse(call.Body) is { } json ? new PropertyReader(json).Child("population")?.Text("id") : null;
}
