using System.Collections.Concurrent;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Faults;
using PingOneScenarios.Emulator.Store;
using PingOneScenarios.Emulator.Tokens;

namespace PingOneScenarios.Emulator;

/// <summary>A local PingOne: one organization with its environments, and what they share. Memory only.</summary>
internal sealed class Organization
{
    private readonly ConcurrentDictionary<string, Tenant> tenants = new(StringComparer.Ordinal);

    public Organization(EmulatorSettings settings, string authPath, EnvironmentKey key)
    {
        Settings = settings;
        AuthPath = authPath;
        Key = key;
        Id = settings.Ids.Uuid();
        Faults = new FaultPlan(settings.Faults);
        Tokens = new TokenStore(Clock);
        Confirmations = new Confirmations(Clock);
        PublishedKeys = new PublishedKeys(Clock);
        First = Tenant.WithWorker(this);
        tenants[First.EnvironmentId] = First;
        LicenseId = settings.Ids.Uuid();
    }

    public EmulatorSettings Settings { get; }
    public TimeProvider Clock => Settings.Clock;
    public IdSource Ids => Settings.Ids;
    public string AuthPath { get; }
    public string Id { get; }

    /// <summary>All environments have the same.</summary>
    public string LicenseId { get; }

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

    public void Add(Tenant tenant) => tenants[tenant.EnvironmentId] = tenant;

    public void Remove(string environmentId) => tenants.TryRemove(environmentId, out _);
}
