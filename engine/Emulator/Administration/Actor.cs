using System.Collections.Immutable;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Administration;

/// <summary>Who sent a call, and the roles it has. A worker by its own token has its own; a user who signed on to a worker has the user's.</summary>
internal sealed record Actor
{
    private static readonly Actor Unlimited = new() { IsUnlimited = true, Roles = [] };

    private Actor() { }

    /// <summary>The worker an emulator starts with: it may do everything.</summary>
    public required bool IsUnlimited { get; init; }

    /// <summary>Empty of a client that is no worker.</summary>
    public required ImmutableArray<AssignedRole> Roles { get; init; }

    /// <summary>Of a call whose rights were looked at: one that got here without a token is the emulator's own.</summary>
    public static Actor Of(Call call) =>
        call.Sender ?? (BearerToken.Check(call).IsRefused(out _, out var token) ? Unlimited : Of(call.Organization, token));

    public static Actor Of(Organization organization, IssuedToken token)
    {
        if (token.Session is null && token.ClientId == organization.First.Worker!.Id)
            return Unlimited;
        var tenant = organization.Find(token.EnvironmentId);
        if (tenant?.Registry.FindClient(token.ClientId) is not { Type: "WORKER" } client)
            return new Actor { IsUnlimited = false, Roles = [] };
        return new Actor
        {
            IsUnlimited = false,
            Roles = token.Session is { } session ? OfUser(tenant, session.UserId) : Of(tenant, RoleKinds.OfApplication, client.Id),
        };
    }

    private static ImmutableArray<AssignedRole> OfUser(Tenant tenant, string userId) =>
        [
            .. Of(tenant, RoleKinds.OfUser, userId),
            .. GroupMemberships.Of(tenant, userId).SelectMany(pair => Of(tenant, RoleKinds.OfGroup, pair.Group.Id)),
        ];

    private static ImmutableArray<AssignedRole> Of(Tenant tenant, EntityKind kind, string id) =>
        [
            .. from assignment in tenant.Entities.Of(kind, id)
            let role = Role.Find(tenant.Entities, assignment.Text("role.id")!)
            where role is not null
            select new AssignedRole(role, assignment.Text("scope.type")!, assignment.Text("scope.id")!),
        ];
}

/// <summary>A role with the scope it is assigned for.</summary>
internal sealed record AssignedRole(Role Role, string ScopeType, string ScopeId)
{
    /// <summary>It is for all of the environment, and not for a part of it.</summary>
    public bool Covers(Tenant tenant) =>
        ScopeType switch
        {
            Role.Organization => ScopeId == tenant.Organization.Id,
            Role.Environment => ScopeId == tenant.EnvironmentId,
            _ => false,
        };

    /// <summary>It is for the environment, or for something in it.</summary>
    public bool Touches(Tenant tenant) =>
        Covers(tenant)
        || ScopeType == Role.Population && tenant.Registry.FindPopulation(ScopeId) is not null
        || ScopeType == Role.Application && tenant.Registry.FindApplication(ScopeId) is not null;
}
