using PingOneScenarios.Emulator.Administration;
using PingOneScenarios.Emulator.Devices;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Grants;
using PingOneScenarios.Emulator.State;
using PingOneScenarios.Emulator.Tokens;

namespace PingOneScenarios.Emulator.Store;

/// <summary>One environment: what it is called and everything it holds.</summary>
internal sealed class Tenant : IResource
{
    private Tenant(Organization organization, bool hasWorker)
    {
        Organization = organization;
        CreatedAt = Clock.GetUtcNow();
        Profile = new EnvironmentProfile { UpdatedAt = CreatedAt };
        Addresses = new Addresses(organization.AuthPath, Ids.Uuid());
        PasswordPolicyId = Ids.Uuid();
        KeyRotationPolicyId = Ids.Uuid();
        Worker = hasWorker ? CreateWorker() : null;
        var population = CreateDefaultPopulation();
        FirstPopulationId = population.Id;
        Registry = new Registry(Worker, population);
        SignOns = new SignOns(Clock);
        DeviceRequests = new AwaitedGrants(Clock);
        BackchannelRequests = new AwaitedGrants(Clock);
        PushedRequests = new Expiring<PushedRequest>(Clock, request => request.ExpiresAt);
        DeviceAuthentications = new Expiring<DeviceAuthentication>(Clock, authentication => authentication.ExpiresAt);
        Issuer = new TokenIssuer(this);
        PasswordPolicies.AddBuiltIn(this);
        SignOnPolicies.AddBuiltIn(this);
        DeviceKinds.AddBuiltIn(this);
        BuiltInResources.AddTo(this);
        AdministrationStart.AddBuiltIn(this);
    }

    private Tenant(Organization organization, StoredTenant stored)
    {
        Organization = organization;
        CreatedAt = stored.CreatedAt;
        Addresses = new Addresses(organization.AuthPath, stored.Id);
        PasswordPolicyId = stored.PasswordPolicyId;
        KeyRotationPolicyId = stored.KeyRotationPolicyId;
        Profile = stored.Profile;
        Worker = stored.Worker;
        FirstPopulationId = stored.FirstPopulationId;
        Registry = Restored(Worker, stored);
        SignOns = new SignOns(Clock);
        DeviceRequests = new AwaitedGrants(Clock);
        BackchannelRequests = new AwaitedGrants(Clock);
        PushedRequests = new Expiring<PushedRequest>(Clock, request => request.ExpiresAt);
        DeviceAuthentications = new Expiring<DeviceAuthentication>(Clock, authentication => authentication.ExpiresAt);
        Issuer = new TokenIssuer(this);
        foreach (var kind in EntityKinds.Table)
        foreach (var entity in stored.Entities.GetValueOrDefault(kind.Name, []))
            Entities.Add(kind, entity);
        foreach (var image in stored.Images)
            Images.Add(image);
        foreach (var session in stored.Sessions)
            SignOns.Sessions.Put(session.Token, session);
        foreach (var consent in stored.Consents)
            SignOns.Consents.Note(consent);
    }

    public Organization Organization { get; }
    public TimeProvider Clock => Organization.Clock;
    public IdSource Ids => Organization.Ids;
    public Addresses Addresses { get; }
    public string EnvironmentId => Addresses.EnvironmentId;
    public string Id => EnvironmentId;

    /// <summary>What an administrator says of it; each change is another.</summary>
    public EnvironmentProfile Profile { get; set; }

    /// <summary>NA, CA, EU, AU, SG or AP.</summary>
    public string Region => Profile.Region;
    public DateTimeOffset CreatedAt { get; }

    /// <summary>Of the policy of every population that names none.</summary>
    public string PasswordPolicyId { get; set; }
    public string KeyRotationPolicyId { get; }

    /// <summary>The client that may manage every environment; null in all but the first.</summary>
    public Application? Worker { get; }
    public Registry Registry { get; }

    /// <summary>Every resource that has no type of its own.</summary>
    public EntityStore Entities { get; } = new();

    /// <summary>The population that was the default one at the start.</summary>
    public string FirstPopulationId { get; }
    public ImageStore Images { get; } = new();
    public SignOns SignOns { get; }

    /// <summary>Those begun without a flow.</summary>
    public Expiring<DeviceAuthentication> DeviceAuthentications { get; }

    /// <summary>Devices whose users are to type in a code.</summary>
    public AwaitedGrants DeviceRequests { get; }

    /// <summary>Clients whose users are asked on their telephones (CIBA).</summary>
    public AwaitedGrants BackchannelRequests { get; }

    /// <summary>By their <c>request_uri</c>.</summary>
    public Expiring<PushedRequest> PushedRequests { get; }
    public TokenStore Tokens => Organization.Tokens;
    public EnvironmentKey Key => Organization.Key;
    public TokenIssuer Issuer { get; }

    /// <summary>The environment an emulator starts with.</summary>
    public static Tenant WithWorker(Organization organization) => new(organization, hasWorker: true);

    /// <summary>An environment made later.</summary>
    public static Tenant Empty(Organization organization) => new(organization, hasWorker: false);

    /// <summary>An environment as it was when it was kept.</summary>
    public static Tenant Restored(Organization organization, StoredTenant stored) => new(organization, stored);

    private static Registry Restored(Application? worker, StoredTenant stored)
    {
        var registry = new Registry(worker, stored.Populations.Single(population => population.IsDefault));
        foreach (var population in stored.Populations.Where(population => !population.IsDefault))
            registry.Add(population);
        foreach (var application in stored.Applications)
            registry.Add(application);
        foreach (var user in stored.Users)
            registry.Add(user);
        return registry;
    }

    private Application CreateWorker() =>
        new()
        {
            Id = Ids.Uuid(),
            Name = "Emulator worker",
            Enabled = true,
            Type = "WORKER",
            GrantTypes = ["CLIENT_CREDENTIALS"],
            TokenEndpointAuthMethod = "CLIENT_SECRET_BASIC",
            CreatedAt = Clock.GetUtcNow(),
            UpdatedAt = Clock.GetUtcNow(),
            Secret = new ClientSecret(Ids.Secret()),
            IsAdministrator = true,
        };

    private Population CreateDefaultPopulation() =>
        new()
        {
            Id = Ids.Uuid(),
            Name = "Default",
            Description = "Automatically created population.",
            IsDefault = true,
            CreatedAt = Clock.GetUtcNow(),
            UpdatedAt = Clock.GetUtcNow(),
        };
}
