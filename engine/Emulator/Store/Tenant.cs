using PingOneScenarios.Emulator.Faults;
using PingOneScenarios.Emulator.Tokens;

namespace PingOneScenarios.Emulator.Store;

/// <summary>One organization with one environment: what it is called and everything it holds. Memory only.</summary>
internal sealed class Tenant
{
    public Tenant(EmulatorSettings settings, string authPath, EnvironmentKey key)
    {
        Clock = settings.Clock;
        Ids = settings.Ids;
        OrganizationId = Ids.Uuid();
        Addresses = new Addresses(authPath, Ids.Uuid());
        PasswordPolicyId = Ids.Uuid();
        KeyRotationPolicyId = Ids.Uuid();
        Worker = CreateWorker();
        var population = CreateDefaultPopulation();
        FirstPopulationId = population.Id;
        Registry = new Registry(Worker, population);
        Faults = new FaultPlan(settings.Faults);
        SignOns = new SignOns(Clock);
        Tokens = new TokenStore(Clock);
        Key = key;
        Issuer = new TokenIssuer(this);
    }

    public TimeProvider Clock { get; }
    public IdSource Ids { get; }
    public Addresses Addresses { get; }
    public string OrganizationId { get; }
    public string EnvironmentId => Addresses.EnvironmentId;
    public string PasswordPolicyId { get; }
    public string KeyRotationPolicyId { get; }

    /// <summary>The client that may manage the environment.</summary>
    public Application Worker { get; }
    public Registry Registry { get; }

    /// <summary>The population that was the default one at the start.</summary>
    public string FirstPopulationId { get; }
    public ImageStore Images { get; } = new();
    public SignOns SignOns { get; }
    public TokenStore Tokens { get; }
    public EnvironmentKey Key { get; }
    public TokenIssuer Issuer { get; }
    public FaultPlan Faults { get; }

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
