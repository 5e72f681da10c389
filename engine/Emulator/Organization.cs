using System.Collections.Concurrent;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Faults;
using PingOneScenarios.Emulator.State;
using PingOneScenarios.Emulator.Store;
using PingOneScenarios.Emulator.Tokens;

namespace PingOneScenarios.Emulator;

/// <summary>A local PingOne: one organization with its environments, and what they share. Memory only.</summary>
internal sealed class Organization
{
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, Tenant> tenants = new(StringComparer.Ordinal);

    /// <param name="settings">What it was started with.</param>
    /// <param name="authPath">Where it is reached.</param>
    /// <param name="key">What it signs with.</param>
    /// <param name="stored">What it holds; null for a new one.</param>
    public Organization(EmulatorSettings settings, string authPath, EnvironmentKey key, StoredState? stored = null)
    {
        Settings = settings;
        AuthPath = authPath;
        Key = key;
        Starts = stored is null ? 0 : stored.Starts + 1;
        Ids = stored is null ? settings.Ids : settings.Ids.After(Starts);
        Id = stored?.Id ?? Ids.Uuid();
        Faults = new FaultPlan(settings.Faults);
        Tokens = new TokenStore(Clock);
        Confirmations = new Confirmations(Clock);
        PublishedKeys = new PublishedKeys(Clock);
        First = stored is null ? Tenant.WithWorker(this) : Tenant.Restored(this, stored.Tenants[0]);
        tenants[First.EnvironmentId] = First;
        if (stored is not null)
            Restore(stored);
    }

    public EmulatorSettings Settings { get; }
    public TimeProvider Clock => Settings.Clock;
    public IdSource Ids { get; }

    /// <summary>How often its state was gone on with.</summary>
    public int Starts { get; }
    public string AuthPath { get; }
    public string Id { get; }

    /// <summary>Of the license of all environments.</summary>
    public string LicenseId => BuiltIn.IdOf($"{Id} license");

    /// <summary>All environments sign with it.</summary>
    public EnvironmentKey Key { get; }

    /// <summary>What goes wrong; may be exchanged while requests run.</summary>
    public FaultPlan Faults { get; set; }

    /// <summary>Of all environments: a worker of one may manage another.</summary>
    public TokenStore Tokens { get; }
    public Inbox Inbox { get; } = new();
    public Confirmations Confirmations { get; }

    /// <summary>What clients publish elsewhere, and what they publish here.</summary>
    public PublishedKeys PublishedKeys { get; }
    public KeySets KeySets { get; } = new();

    /// <summary>The environment there is from the start; its worker may manage all.</summary>
    public Tenant First { get; }

    /// <summary>Everything at this moment, the oldest first.</summary>
    public IReadOnlyList<Tenant> Tenants() => [.. tenants.Values.OrderBy(tenant => (tenant.CreatedAt, tenant.EnvironmentId))];

    public Tenant? Find(string environmentId) => tenants.GetValueOrDefault(environmentId);

    /// <summary>Null when added, else the id of the environment that has the name.</summary>
    public string? TryAdd(Tenant tenant)
    {
        lock (gate)
        {
            if (Holder(tenant, tenant.Profile.Name) is { } existingId)
                return existingId;
            tenants[tenant.EnvironmentId] = tenant;
            return null;
        }
    }

    /// <summary>Null when changed, else the id of the other environment that has the name.</summary>
    public string? TryRename(Tenant tenant, EnvironmentProfile profile)
    {
        lock (gate)
        {
            if (Holder(tenant, profile.Name) is { } existingId)
                return existingId;
            tenant.Profile = profile;
            return null;
        }
    }

    public void Remove(string environmentId) => tenants.TryRemove(environmentId, out _);

    private string? Holder(Tenant tenant, string name) =>
        tenants
            .Values.FirstOrDefault(other => other != tenant && other.Profile.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?.EnvironmentId;

    /// <summary>All but the first environment.</summary>
    private void Restore(StoredState stored)
    {
        foreach (var tenant in stored.Tenants.Skip(1))
            tenants[tenant.Id] = Tenant.Restored(this, tenant);
        foreach (var message in stored.Messages)
            Inbox.Add(message);
        foreach (var (name, set) in stored.KeySets ?? [])
            KeySets.TryPut(name, set);
        Tokens.Restore(stored.Tokens);
    }
}
