using System.Collections.Immutable;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.State;

/// <summary>What an organization holds at a moment.</summary>
internal static class Snapshot
{
    public static StoredState Of(Organization organization) =>
        new(
            StoredState.Layout,
            organization.Id,
            [.. organization.Tenants().OrderBy(tenant => tenant.Worker is null).Select(Of)],
            organization.Tokens.Stored(),
            [.. organization.Inbox.To(null)]
        )
        {
            Starts = organization.Starts,
            KeySets = organization.KeySets.Names.ToImmutableDictionary(name => name, name => organization.KeySets.Find(name) ?? ""),
        };

    private static StoredTenant Of(Tenant tenant) =>
        new()
        {
            Id = tenant.EnvironmentId,
            Profile = tenant.Profile,
            CreatedAt = tenant.CreatedAt,
            PasswordPolicyId = tenant.PasswordPolicyId,
            KeyRotationPolicyId = tenant.KeyRotationPolicyId,
            FirstPopulationId = tenant.FirstPopulationId,
            Worker = tenant.Worker,
            Applications = [.. tenant.Registry.Applications()],
            Populations = [.. tenant.Registry.Populations()],
            Users = [.. tenant.Registry.Users()],
            Entities = EntityKinds.Table.ToImmutableDictionary(kind => kind.Name, kind => tenant.Entities.All(kind).ToImmutableArray()),
            Images = [.. tenant.Images.All()],
            Sessions = [.. tenant.SignOns.Sessions.All()],
            Consents = [.. tenant.SignOns.Consents.History],
        };
}
